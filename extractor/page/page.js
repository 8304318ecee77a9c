"use strict";
// Without this script the page still reads, links and switches its layers; it adds the tips and what lights up together.
(() => {
  const tip = document.getElementById("tip");
  const text = document.getElementById("text");
  const all = (selector) => document.querySelectorAll(selector);

  for (const element of text.querySelectorAll("[title]")) {
    element.dataset.tip = element.title;
    element.removeAttribute("title");
  }

  const dim = () => {
    for (const element of all(".lit")) element.classList.remove("lit"), delete element.dataset.role;
  };

  const light = (element, role) => {
    element.classList.add("lit");
    if (role) element.dataset.role = role;
  };

  const lightEvent = (id) => {
    for (const element of all(`[data-event="${id}"]`)) light(element);
    for (const element of all(`[data-events~="${id}"]`)) light(element);
    for (const element of all(`[data-roles*="${id}:"]`)) {
      const found = element.dataset.roles.split(" ").find((pair) => pair.startsWith(`${id}:`));
      light(element, found.split(":")[1]);
    }
  };

  const lightEntity = (id) => {
    for (const element of all(`[data-entities~="${id}"], [data-entity="${id}"]`)) light(element);
  };

  const show = (element) => {
    tip.textContent = element.dataset.tip;
    tip.hidden = false;
    const box = element.getClientRects()[0];
    const left = Math.min(box.left, innerWidth - tip.offsetWidth - 8);
    const above = box.top - tip.offsetHeight - 6;
    tip.style.left = `${Math.max(8, left)}px`;
    tip.style.top = `${above < 8 ? box.bottom + 6 : above}px`;
  };

  const point = (target) => {
    dim();
    tip.hidden = true;
    if (!(target instanceof Element)) return;
    const told = target.closest("[data-tip]");
    if (told && getComputedStyle(told).cursor === "help") show(told);
    const one = target.closest("[data-event], [data-events], [data-entity], [data-entities]");
    if (!one) return;
    const { event, events, entity, entities } = one.dataset;
    for (const id of (event ?? events ?? "").split(" ").filter(Boolean)) lightEvent(id);
    for (const id of (entity ?? entities ?? "").split(" ").filter(Boolean)) lightEntity(id);
  };

  document.addEventListener("mouseover", (happening) => point(happening.target));
  document.addEventListener("focusin", (happening) => point(happening.target));
  document.addEventListener("scroll", () => { tip.hidden = true; }, { capture: true, passive: true });
  document.addEventListener("keydown", (happening) => { if (happening.key === "Escape") point(null); });

  // In a notebook's frame a link «#s1» would lead out of the frame, to the notebook's own address.
  document.addEventListener("click", (happening) => {
    const link = happening.target.closest('a[href^="#"]');
    if (!link) return point(happening.target);
    const target = document.getElementById(link.getAttribute("href").slice(1));
    for (const element of all(".here")) element.classList.remove("here");
    if (!target) return;
    target.classList.add("here");
    if (location.protocol === "about:") {
      happening.preventDefault();
      target.scrollIntoView({ block: "center" });
      target.focus({ preventScroll: true });
    }
  });
})();
