using System.Globalization;
using System.Text;

namespace Ami.Kernel;

/// <summary>Text that other people see in one line: names, titles. It looks like what it is, and stays within its place.</summary>
public static class ShownText
{
    /// <summary>Letters and marks that show nothing and are no format characters: fillers of Hangul and Khmer, the empty Braille cell, the grapheme joiner.</summary>
    private static readonly HashSet<int> Empty = [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0];

    /// <summary>
    /// True when every character shows something or is a blank: no control characters, nothing that turns the direction of writing (Unicode TR 36, 2.10) or is
    /// invisible, no line ends, nothing unassigned, no halves of characters. The two joiners stay: scripts and emoji need them.
    /// </summary>
    public static bool IsPlain(string text) => text.EnumerateRunes().All(IsPlain);

    /// <summary>The text without what <see cref="IsPlain(string)"/> does not allow.</summary>
    public static string Plain(string text) => string.Concat(text.EnumerateRunes().Where(IsPlain));

    private static bool IsPlain(Rune rune) =>
        rune != Rune.ReplacementChar
        && !Empty.Contains(rune.Value)
        && Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Format => rune.Value is 0x200C or 0x200D,
            UnicodeCategory.Control
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse
            or UnicodeCategory.Surrogate
            or UnicodeCategory.OtherNotAssigned => false,
            _ => true,
        };
}
