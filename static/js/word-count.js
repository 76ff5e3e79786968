// How long a text is, in words and characters; of a selection too. A sign of Chinese or Japanese counts
// as a word, as word processors count it; what is joined by apostrophes, hyphens or dots is one.

const SIGN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu
const WORD = /[\p{L}\p{N}\p{M}]+(?:[.,:/'’&@-][\p{L}\p{N}\p{M}]+)*/gu

export function counted(text) {
  const signs = text.match(SIGN)?.length ?? 0
  const words = text.replace(SIGN, " ").match(WORD)?.length ?? 0
  // Written signs, not code units: an accent or an emoji of several counts once.
  const characters = [...text.replace(/\n/g, "").matchAll(/\P{M}\p{M}*/gu)].length
  return { words: words + signs, characters }
}

const number = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`

// A line below the editor that is kept true. It is not read out while one writes.
export function wordCount(editor) {
  const line = document.createElement("p")
  line.className = "word-count"
  const tell = () => {
    const { doc, selection: { from, to } } = editor.state
    const whole = counted(textOf(doc, 0, doc.content.size))
    const all = `${number(whole.words, "word")}, ${number(whole.characters, "character")}`
    const part = from < to && counted(textOf(doc, from, to))
    line.textContent = part
      ? `${number(part.words, "word")}, ${number(part.characters, "character")} selected, of ${all}`
      : all
  }
  editor.on("transaction", tell)
  tell()
  return line
}

const textOf = (doc, from, to) => doc.textBetween(from, to, "\n", " ")
