using System.Security.Cryptography;

namespace Ami.Modules.Learning;

/// <summary>
/// The code of a certificate: 80 bits from a secure generator in Crockford's base 32, which has no letters that look like digits. It is read as people type it
/// from paper: whatever the case, with or without blanks and hyphens, O for 0, I and L for 1.
/// </summary>
internal static class CertificateCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Characters = 16;
    private const int Group = 4;

    /// <summary>Longer texts are no code, however many hyphens stand in it.</summary>
    private const int Longest = 40;

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Characters);

    /// <summary>As it is kept; null for what is no code.</summary>
    public static string? Read(string? typed)
    {
        if (typed is not { Length: >= Characters and <= Longest })
        {
            return null;
        }

        var code = string.Concat(typed.Where(c => c is not (' ' or '-')).Select(Meant));
        return code.Length == Characters && code.All(Alphabet.Contains) ? code : null;
    }

    /// <summary>In groups of four, for people.</summary>
    public static string Shown(string code) => string.Join('-', code.Chunk(Group).Select(group => new string(group)));

    private static char Meant(char typed) =>
        char.ToUpperInvariant(typed) switch
        {
            'O' => '0',
            'I' or 'L' => '1',
            var other => other,
        };
}
