// Asking back before something that cannot be undone: data-confirm on a form, its button, or a link.
//
//   <button data-confirm="この1on1をお休みにしますか" data-confirm-yes="お休みする">
//
// Without script the form is sent at once, so the server must offer a way back or its own question.

import { words } from "./words";

const agreed = new WeakSet<Element>();

function button(text: string, kind: string, value: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.className = `button ${kind}`;
  made.value = value;
  made.textContent = text;
  return made;
}

/** Resolves to whether the person agreed. Escape and the background mean no. */
export function ask(question: string, options: { yes?: string; no?: string; about?: string; danger?: boolean } = {}): Promise<boolean> {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  const title = document.createElement("h2");
  title.id = "ask-title";
  title.textContent = question;
  dialog.setAttribute("aria-labelledby", title.id);
  const form = document.createElement("form");
  form.method = "dialog";
  form.className = "actions";
  const no = button(options.no ?? words.no, "quiet", "no");
  no.autofocus = true;
  form.append(no, button(options.yes ?? words.yes, options.danger ? "primary danger" : "primary", "yes"));
  dialog.append(title);
  if (options.about) {
    const about = document.createElement("p");
    about.textContent = options.about;
    dialog.append(about);
  }
  dialog.append(form);
  document.body.append(dialog);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close("no"));
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}

const askFor = (element: HTMLElement): Promise<boolean> =>
  ask(element.dataset["confirm"] ?? "", {
    yes: element.dataset["confirmYes"],
    no: element.dataset["confirmNo"],
    about: element.dataset["confirmAbout"],
    danger: element.matches(".danger"),
  });

async function resend(form: HTMLFormElement, submitter: HTMLElement | null, asking: HTMLElement): Promise<void> {
  if (!(await askFor(asking))) return;
  agreed.add(form);
  form.requestSubmit(submitter);
  agreed.delete(form);
}

/** Listens while events come down, before htmx and the guard against double sending see them. */
export function startConfirm(): void {
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target as HTMLFormElement;
      const asking = [event.submitter, form].find((element) => element?.hasAttribute("data-confirm"));
      if (!asking || agreed.has(form)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      void resend(form, event.submitter, asking as HTMLElement);
    },
    true,
  );
  document.addEventListener(
    "click",
    (event) => {
      const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-confirm]");
      if (!link) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      void askFor(link).then((yes) => yes && location.assign(link.href));
    },
    true,
  );
}
