"""Reads a collection page by page, and prints each item's name in both languages.

    npm start                                       in the repository, in another terminal
    python3 examples/python/names.py                the documents of http://localhost:8787
    python3 examples/python/names.py participants   another collection
    python3 examples/python/names.py documents https://data.example.jp

Python 3.9 or later, standard library only. A name that a language lacks is given in another one; the answer says so
in `fallbacks`, and this program prints the language after it. What no source confirms is followed by "unverified".
"""

import json
import sys
import urllib.error
import urllib.request

LANGUAGES = ("ja", "en")


def get(url):
    """Returns the JSON answer of a URL; ends the program with the problem's title where there is none."""
    try:
        with urllib.request.urlopen(url, timeout=30) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        problem = json.load(error)
        sys.exit(f"{problem['status']} {problem['title']}: {problem['detail']}")
    except urllib.error.URLError as error:
        sys.exit(f"{url} does not answer: {error.reason}")


def names_in(origin, collection, language):
    """Returns the names of a collection by slug, as printed. Follows `next` until it is null."""
    names = {}
    url = f"{origin}/{language}/{collection}.json?limit=10"
    while url:
        page = get(url)
        for index, item in enumerate(page["items"]):
            pointer = f"/items/{index}/name"
            notes = [page["fallbacks"][pointer]] if pointer in page["fallbacks"] else []
            notes += ["unverified"] if pointer in page["unverified"] else []
            names[item["slug"]] = item["name"] + (f" [{', '.join(notes)}]" if notes else "")
        url = page["next"]
    return names


def main(collection="documents", origin="http://localhost:8787"):
    names = {language: names_in(origin.rstrip("/"), collection, language) for language in LANGUAGES}
    for slug in names[LANGUAGES[0]]:
        print(slug, *(names[language][slug] for language in LANGUAGES), sep="\t")


if __name__ == "__main__":
    main(*sys.argv[1:])
