using System.Globalization;
using System.Text;

namespace Ami.Kernel;

/// <summary>Text that other people see in one line: names, titles. It looks like what it is, and stays within its place.</summary>
public static class ShownText
{
    private const int NonJoiner = 0x200C;
    private const int Joiner = 0x200D;
    private const int KeycapEnd = 0x20E3;

    /// <summary>Letters and marks that show nothing and are no format characters: fillers of Hangul and Khmer, the empty Braille cell, the grapheme joiner.</summary>
    private static readonly HashSet<int> Empty = [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0];

    /// <summary>Signs after which a joiner decides how consonants are written (Canonical_Combining_Class 9, of scripts in use).</summary>
    private static readonly HashSet<int> Viramas =
    [
        0x094D,
        0x09CD,
        0x0A4D,
        0x0ACD,
        0x0B4D,
        0x0BCD,
        0x0C4D,
        0x0CCD,
        0x0D4D,
        0x0DCA,
        0x0F84,
        0x1039,
        0x103A,
        0x17D2,
        0x1B44,
        0xA9C0,
    ];

    /// <summary>
    /// True when every character shows something or is a blank: no control characters, nothing that turns the direction of writing (Unicode TR 36, 2.10) or is
    /// invisible, no line ends, nothing unassigned, no halves of characters. The two joiners and the variation selectors, which scripts and emoji need, stay
    /// where they change what is seen (RFC 5892, A.1 and A.2; Unicode TS 51).
    /// </summary>
    public static bool IsPlain(string text) => Plain(text) == text;

    /// <summary>The text without what <see cref="IsPlain"/> does not allow.</summary>
    public static string Plain(string text)
    {
        var runes = text.EnumerateRunes().Where(IsShown).ToList();
        var plain = new List<Rune>(runes.Count);
        for (var i = 0; i < runes.Count; i++)
        {
            if (ChangesWhatIsSeen(runes[i].Value, plain, i + 1 < runes.Count ? runes[i + 1] : default))
            {
                plain.Add(runes[i]);
            }
        }

        return string.Concat(plain);
    }

    private static bool IsShown(Rune rune) =>
        rune != Rune.ReplacementChar
        && !Empty.Contains(rune.Value)
        && Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Format => rune.Value is NonJoiner or Joiner,
            UnicodeCategory.Control
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse
            or UnicodeCategory.Surrogate
            or UnicodeCategory.OtherNotAssigned => false,
            _ => true,
        };

    /// <summary>True of all that is seen by itself.</summary>
    private static bool ChangesWhatIsSeen(int value, List<Rune> before, Rune next)
    {
        var last = before.Count > 0 ? before[^1] : default;
        return value switch
        {
            NonJoiner => Viramas.Contains(last.Value) || (IsCursive(LastLetter(before)) && IsCursive(next)),
            Joiner => Viramas.Contains(last.Value) || (IsPicture(next) && IsPicture(before.FindLast(rune => !IsEmojiStyle(rune)))),
            0xFE0E or 0xFE0F => IsPicture(last) || last.Value is 0x203C or 0x2049 or 0x3030 || (IsKey(last) && next.Value == KeycapEnd),
            >= 0xFE00 and <= 0xFE0D or >= 0xE0100 and <= 0xE01EF => IsIdeograph(last),
            >= 0x180B and <= 0x180D or 0x180F => last.Value is >= 0x1820 and <= 0x18AA,
            _ => true,
        };
    }

    /// <summary>Short vowels are written above and below letters that are joined.</summary>
    private static Rune LastLetter(List<Rune> before) => before.FindLast(rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark);

    /// <summary>A letter whose shape depends on its neighbours: of Arabic, Syriac, N’Ko, Mandaic, Mongolian and Adlam.</summary>
    private static bool IsCursive(Rune rune) =>
        Rune.IsLetter(rune) && rune.Value is (>= 0x0620 and <= 0x08FF) or (>= 0x1820 and <= 0x18AA) or (>= 0x1E900 and <= 0x1E943);

    private static bool IsPicture(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol || (rune.Value >= 0x2190 && Rune.GetUnicodeCategory(rune) == UnicodeCategory.MathSymbol);

    /// <summary>A selector, or the colour of a skin.</summary>
    private static bool IsEmojiStyle(Rune rune) => rune.Value is 0xFE0F or >= 0x1F3FB and <= 0x1F3FF;

    private static bool IsKey(Rune rune) => rune.Value is '#' or '*' or >= '0' and <= '9';

    private static bool IsIdeograph(Rune rune) =>
        Rune.IsLetter(rune) && rune.Value is >= 0x3400 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF;
}
