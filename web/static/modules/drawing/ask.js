// Asks the site for more; every answer is asked for once.

const answers = new Map();

async function answered(address, read) {
  if (!answers.has(address)) {
    const asking = fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status} ${address}`);
      return read(answer);
    });
    answers.set(address, asking);
    asking.catch(() => answers.delete(address)); // what failed may be asked for again
  }
  return answers.get(address);
}

// An address with more parameters.
export function withMore(address, more) {
  const full = new URL(address, location.href);
  for (const [name, value] of Object.entries(more)) full.searchParams.set(name, value);
  return full.pathname + full.search;
}

export function data(address) {
  return answered(address, (answer) => answer.json());
}

export function page(address) {
  return answered(address, (answer) => answer.text());
}
