using System.Text;

namespace Ami.Modules.Learning;

/// <summary>
/// The name on a certificate: Latin letters with their accents, and what stands between them. No other script looks like it, so no name can be made to look
/// like another one with letters of two; paper, badge and search all have every character of it.
/// </summary>
internal static class HolderName
{
    public const int Longest = 80;

    private const int LeastLetters = 2;

    /// <summary>One way of writing a name that can be written in several; null for what is none.</summary>
    public static string? Read(string? given)
    {
        if (given is not { Length: <= 4 * Longest } || !ShownText.IsPlain(given))
        {
            return null;
        }

        var name = string.Join(' ', given.Normalize(NormalizationForm.FormC).Replace('’', '\'').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return
            name.Length <= Longest && name.Count(IsLetter) >= LeastLetters && IsLetter(name[0]) && name.All(c => IsLetter(c) || c is ' ' or '\'' or '-' or '.')
            ? name
            : null;
    }

    /// <summary>Letters of languages that are written in Latin script; not those of phonetics, and not the clicks, which look like bars.</summary>
    private static bool IsLetter(char c) =>
        c
            is (>= 'A' and <= 'Z')
                or (>= 'a' and <= 'z')
                or (>= '\u00C0' and <= '\u017E' and not ('\u00D7' or '\u00F7'))
                or (>= '\u01CD' and <= '\u01DC')
                or (>= '\u0200' and <= '\u021B')
                or '\u018F'
                or '\u0259'
                or '\u01A0'
                or '\u01A1'
                or '\u01AF'
                or '\u01B0'
                or (>= '\u1E02' and <= '\u1EF9');
}
