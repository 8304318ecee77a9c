"""What can go wrong, each kind in one sentence that says what, where and what to do."""


class ExtractorError(Exception):
    """The base of every error that this library raises on purpose."""


class InputError(ExtractorError):
    """A caller's input (file, encoding, date, JSON) cannot be read."""


class TemplateError(ExtractorError):
    """An event template is malformed or contradicts its own examples."""


class ModelError(ExtractorError):
    """Trained weights are missing, damaged or of another protocol."""


class UnknownModelError(ModelError, InputError):
    """A caller asks for an entity model that the manifest does not name."""


class PipelineError(ExtractorError):
    """A component runs on a document that lacks an annotation it needs."""
