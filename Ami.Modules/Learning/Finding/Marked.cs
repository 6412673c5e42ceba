using System.Globalization;

namespace Ami.Modules.Learning;

/// <summary>A part of a text that was searched for.</summary>
/// <param name="From">Where it begins, in UTF-16 units from 0.</param>
/// <param name="Length">How long it is.</param>
internal sealed record Mark(int From, int Length);

/// <summary>A plain text with what was searched for in it.</summary>
/// <param name="Text">As it is shown; nothing in it is markup.</param>
/// <param name="Marks">In their order; none overlaps another.</param>
internal sealed record Marked(string Text, IReadOnlyList<Mark> Marks)
{
    /// <param name="text">What is shown.</param>
    /// <param name="words">What was searched for, as <see cref="SearchText.Plain"/> writes it, in every form that it has in lessons.</param>
    public static Marked Of(string text, HashSet<string> words)
    {
        var marks = new List<Mark>();
        if (words.Count == 0)
        {
            return new Marked(text, marks);
        }

        // One look at the whole text, where letter stands against letter; else word by word.
        var plain = SearchText.Plain(text);
        var isAligned = plain.Length == text.Length;
        var known = words.GetAlternateLookup<ReadOnlySpan<char>>();
        var at = 0;
        while (at < text.Length)
        {
            var from = at;
            while (at < text.Length && IsOfWord(text[at]))
            {
                at++;
            }

            if (at == from)
            {
                at++;
            }
            else if (isAligned ? known.Contains(plain.AsSpan(from, at - from)) : words.Contains(SearchText.Plain(text[from..at])))
            {
                marks.Add(new Mark(from, at - from));
            }
        }

        return new Marked(text, marks);
    }

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;
}
