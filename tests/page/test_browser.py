"""The page in a real browser: what lights up, where links lead, whether it fits a phone."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from extractor.annotation.model import Annotation

BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (BROWSER and DRIVER),
    reason="Chromium and its driver are not installed: apt-get install chromium chromium-driver",
)
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--window-size=1280,900",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--force-prefers-reduced-motion",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = str(BROWSER)
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(str(DRIVER)))
    yield driver
    driver.quit()


@pytest.fixture
def opened(browser: webdriver.Chrome, annotation: Annotation, tmp_path: Path) -> Iterator[webdriver.Chrome]:
    """The page of the sample; at the end the console must have said nothing."""
    path = tmp_path / "page.html"
    path.write_text(annotation.to_html(), encoding="utf-8")
    browser.get(path.as_uri())
    yield browser
    assert browser.get_log("browser") == []


def found(browser: webdriver.Chrome, selector: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, selector)


def hover(browser: webdriver.Chrome, selector: str) -> None:
    element = found(browser, selector)
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    ActionChains(browser).move_to_element(element).perform()


def lit(browser: webdriver.Chrome) -> list[tuple[str, str | None]]:
    elements = browser.find_elements(By.CSS_SELECTOR, "main .lit")
    return [(element.text, element.get_attribute("data-role")) for element in elements]


def test_a_card_lights_its_words_in_the_text(opened: webdriver.Chrome) -> None:
    hover(opened, "#V2")
    assert lit(opened) == [("Дания", "actor"), ("пригрозила", None), ("Норвегии", "recipient")]
    hover(opened, "h1")
    assert lit(opened) == []


def test_an_entity_lights_all_its_mentions_and_tells_who_it_is(opened: webdriver.Chrome) -> None:
    hover(opened, "main [data-entities='E1']")
    assert [text for text, _ in lit(opened)] == ["Норвегия", "Обе страны", "Норвегии"]
    tip = found(opened, "#tip")
    assert (tip.is_displayed(), tip.text) == (True, "Норвегия · государство · NOR")
    ActionChains(opened).send_keys("\ue00c").perform()  # Escape
    assert not tip.is_displayed()


def test_from_the_card_to_the_sentence_and_back(opened: webdriver.Chrome) -> None:
    hover(opened, "#V2 .to-text")
    found(opened, "#V2 .to-text").click()
    assert opened.current_url.endswith("#s5")
    assert found(opened, "#s5:target").text.startswith("Дания")
    hover(opened, "main .trigger[href='#V1']")
    found(opened, "main .trigger[href='#V1']").click()
    assert found(opened, ".card:target").get_attribute("id") == "V1"
    opened.back()
    assert opened.current_url.endswith("#s5")


def test_layers_can_be_switched_off(opened: webdriver.Chrome) -> None:
    colour = "return getComputedStyle(document.querySelector('main .time')).backgroundColor"
    shown = opened.execute_script(colour)
    found(opened, "#show-times").click()
    hidden = opened.execute_script(colour)
    assert (shown, hidden) == ("rgb(217, 240, 239)", "rgba(0, 0, 0, 0)")


def test_a_checklist_can_be_ticked(opened: webdriver.Chrome) -> None:
    hover(opened, ".checklist label")
    found(opened, ".checklist label").click()
    assert found(opened, ".checklist input").is_selected()


def test_links_stay_within_a_notebook_s_frame(
    browser: webdriver.Chrome, annotation: Annotation, tmp_path: Path
) -> None:
    path = tmp_path / "notebook.html"
    path.write_text(f"<!doctype html><meta charset=utf-8>{annotation._repr_html_()}", encoding="utf-8")
    browser.get(path.as_uri())
    browser.switch_to.frame(0)
    hover(browser, "#V2 .to-text")
    found(browser, "#V2 .to-text").click()
    assert found(browser, "#s5.here").text.startswith("Дания")
    browser.switch_to.default_content()
    assert browser.current_url == path.as_uri()


@pytest.mark.parametrize("scheme, paper", [("light", "rgb(253, 252, 250)"), ("dark", "rgb(23, 24, 26)")])
def test_light_and_dark(opened: webdriver.Chrome, scheme: str, paper: str) -> None:
    emulate(opened, "setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    style = "return getComputedStyle(document.body).backgroundColor"
    assert opened.execute_script(style) == paper
    emulate(opened, "setEmulatedMedia", features=[])


def test_it_fits_a_phone(opened: webdriver.Chrome) -> None:
    emulate(opened, "setDeviceMetricsOverride", width=390, height=844, deviceScaleFactor=2, mobile=True)
    width = opened.execute_script("return document.documentElement.scrollWidth")
    emulate(opened, "clearDeviceMetricsOverride")
    assert width == 390


def test_a_screen_reader_finds_landmarks_headings_and_names(opened: webdriver.Chrome) -> None:
    tree = opened.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    told = [
        (node["role"]["value"], node["name"]["value"])
        for node in tree
        if not node["ignored"] and {"role", "name"} <= node.keys()
    ]
    assert {(role, name) for role, name in told if role in {"main", "navigation", "complementary"}} == {
        ("main", "Текст статьи"),
        ("complementary", "Разметка"),
        ("navigation", "Разделы"),
    }
    headings = {name for role, name in told if role == "heading"}
    assert headings >= {"Осло и Рейкьявик делят треску", "События", "AGREE согласие", "THREATEN угроза", "Хронология"}
    assert ("link", "обещали: событие согласие") in told
    assert ("link", "в тексте (событие V1)") in told
    assert ("checkbox", "сократить улов") in told
    assert [role for role, name in told if role in {"link", "checkbox", "heading", "article"} and not name] == []


def emulate(browser: webdriver.Chrome, command: str, **parameters: Any) -> None:
    browser.execute_cdp_cmd(f"Emulation.{command}", parameters)
