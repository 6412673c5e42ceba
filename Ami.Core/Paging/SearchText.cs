using System.Globalization;
using System.Text;

namespace Ami.Core;

/// <summary>
/// Search in a column that holds a space and <c>core.plain(…)</c> of some texts, with a trigram index (<c>gin (search core.gin_trgm_ops)</c>). Case and
/// accents do not matter. Every word must be found: anywhere from three letters on, at the start of a word when it is shorter, so that the index always
/// helps.
/// </summary>
public static class SearchText
{
    private const int MaxWords = 5;
    private const int MaxWord = 60;
    private const int Trigram = 3;

    /// <summary>One pattern for <c>like</c> per word; none when nothing is searched for.</summary>
    /// <param name="query">What a person typed.</param>
    public static IReadOnlyList<string> Patterns(string? query) =>
        [
            .. Plain(query ?? "")
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Take(MaxWords)
                .Select(word => Escape(word[..Math.Min(word.Length, MaxWord)]))
                .Select(word => word.Length < Trigram ? $"% {word}%" : $"%{word}%"),
        ];

    /// <summary>Lower case without accents, as <c>core.plain</c> does it.</summary>
    public static string Plain(string text)
    {
        // Half surrogates and the one character that cannot be normalised come from no keyboard.
        var sound = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is not (0 or 0xFFFE))
            {
                sound.Append(rune);
            }
        }

        var plain = new StringBuilder(text.Length);
        foreach (var c in sound.ToString().Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(c);
            }
        }

        return plain.ToString().ToLowerInvariant();
    }

    private static string Escape(string word) =>
        word.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
