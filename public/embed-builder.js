// Shows the button beside each code, which copies it. Without this script a code can be selected as any text field.
const copy = async (field) => {
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    // A page that came without encryption has no clipboard.
    field.select();
    document.execCommand('copy');
  }
};

for (const button of document.querySelectorAll('.builder-copy')) {
  const field = document.getElementById(button.dataset.field);
  const status = button.nextElementSibling;
  field.addEventListener('focus', () => field.select());
  button.addEventListener('click', async () => {
    await copy(field);
    // Emptied first: the same words again are not announced.
    status.textContent = '';
    requestAnimationFrame(() => {
      status.textContent = button.dataset.copied;
    });
  });
  button.hidden = false;
}
