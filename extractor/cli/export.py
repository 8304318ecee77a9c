"""The commands `export` and `import`: annotations in the forms of other tools, and back."""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from extractor.cli.files import Names, annotations_in
from extractor.cli.terminal import Remarks, output, refuse_inputs, replaced, told_errors
from extractor.errors import ExtractorError, InputError
from extractor.printable import path_name

if TYPE_CHECKING:
    from extractor.annotation.article import Article
    from extractor.annotation.model import Annotation


def export(
    files: Annotated[
        list[Path],
        typer.Argument(help="Annotations: JSON or JSON Lines, as `annotate` writes them; - is standard input."),
    ],
    plover: Annotated[bool, typer.Option("--plover", help="Rows of PLOVER, one a line in JSON Lines.")] = False,
    brat: Annotated[
        bool, typer.Option("--brat", help="brat's standoff: ID.txt and ID.ann in the folder --out.")
    ] = False,
    conllu: Annotated[bool, typer.Option("--conllu", help="CoNLL-U: texts parsed anew, entities in MISC.")] = False,
    docbin: Annotated[bool, typer.Option("--docbin", help="spaCy's DocBin: texts analysed anew, to --out.")] = False,
    web: Annotated[bool, typer.Option("--web", help="W3C Web Annotation: a page of JSON-LD a line.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write here, not to standard output.")] = None,
) -> None:
    """Write annotations in the form of another tool."""
    forms = {"--plover": plover, "--brat": brat, "--conllu": conllu, "--docbin": docbin, "--web": web}
    with told_errors():
        chosen = [form for form, wanted in forms.items() if wanted]
        if len(chosen) != 1:
            raise InputError(f"say which form, one of {', '.join(forms)}")
        annotations = annotations_in(files)
        if brat:
            _write_brat(annotations, _needed(out, "--brat"), files)
        elif docbin:
            with replaced(_needed(out, "--docbin"), files) as unfinished:
                _write_docbin(annotations, unfinished)
        else:
            write: Callable[[Annotation, TextIO], None] = {
                "--plover": _write_plover,
                "--conllu": _write_conllu,
                "--web": _write_web,
            }[chosen[0]]
            with output(out, files) as stream:
                for annotation in annotations:
                    write(annotation, stream)


def import_(
    files: Annotated[
        list[Path], typer.Argument(help="NAME.ann of brat beside its NAME.txt, NAME.json in the gold form.")
    ],
    out: Annotated[Path | None, typer.Option(help="Write here, not to standard output.")] = None,
) -> None:
    """Read annotations in brat's standoff or the gold form: JSON Lines, in the order given."""
    with told_errors():
        remarks = Remarks()
        texts = [path.with_suffix(".txt") for path in files if path.suffix == ".ann"]
        with output(out, [*files, *texts]) as stream:
            for path in files:
                try:
                    print(_imported(path).to_json(), file=stream)
                except InputError as error:
                    remarks.failure(f"{path}: {error}")
            if remarks.failures == len(files):
                remarks.exit()  # now: the file of an earlier time is better than an empty one
        remarks.exit()


def _write_plover(annotation: "Annotation", stream: TextIO) -> None:
    for row in annotation.to_plover():
        print(json.dumps(row, ensure_ascii=False), file=stream)


def _write_web(annotation: "Annotation", stream: TextIO) -> None:
    from extractor.export.web import to_web_annotation

    print(json.dumps(to_web_annotation(annotation), ensure_ascii=False), file=stream)


def _write_conllu(annotation: "Annotation", stream: TextIO) -> None:
    from extractor.export.conllu import to_conllu
    from extractor.export.document import parsed

    stream.write(to_conllu(parsed(_article(annotation)), annotation))


def _write_brat(annotations: "Iterable[Annotation]", folder: Path, inputs: Sequence[Path]) -> None:
    from extractor.export.brat import to_brat

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {error.strerror}") from error
    names = Names()
    for number, annotation in enumerate(annotations):
        name = names.of(annotation.document.id, number)
        text, marks = folder / f"{name}.txt", folder / f"{name}.ann"
        refuse_inputs([text, marks], inputs)
        try:
            # Offsets count the characters as they are: no line end is changed.
            text.write_bytes(annotation.document.text.encode())
            marks.write_text(to_brat(annotation), encoding="utf-8")
        except OSError as error:
            raise ExtractorError(f"{folder}: cannot be written: {error.strerror}") from error


def _write_docbin(annotations: "Iterable[Annotation]", path: Path) -> None:
    from extractor.export.docbin import to_docbin
    from extractor.pipeline import pipeline, prepare

    nlp = pipeline()
    to_docbin(nlp.pipe(prepare(nlp, _article(annotation)) for annotation in annotations)).to_disk(path)


def _imported(path: Path) -> "Annotation":
    from extractor.annotation.article import Article
    from extractor.export.brat_reader import from_brat
    from extractor.export.gold import from_gold
    from extractor.text.reader import read_text

    if path.suffix == ".ann":
        return from_brat(Article(read_text(path.with_suffix(".txt")), id=path_name(path.stem)), read_text(path))
    try:
        document = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise InputError(f"not JSON: {error}") from error
    return from_gold(document)


def _article(annotation: "Annotation") -> "Article":
    from extractor.annotation.article import Article

    document = annotation.document
    return Article(document.text, document.published, document.source, document.id)


def _needed(out: Path | None, form: str) -> Path:
    if out is None:
        raise InputError(f"{form} needs --out")
    return out
