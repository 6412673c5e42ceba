using System.Security.Cryptography;
using System.Text;

namespace Ami.Modules.Identity;

/// <summary>
/// A way in for somebody without their authenticator: fifty random bits as <c>abcde-fghjk</c>. What is stored is an HMAC under a key derived from the
/// master key: the codes are too short for a plain hash to hide.
/// </summary>
internal static class RecoveryCode
{
    public const int PerAccount = 10;
    private const int Length = 10;
    private const string Purpose = "identity.recovery-codes";

    /// <summary>Crockford's: no letter that is taken for another or for a digit.</summary>
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static string New()
    {
        var code = RandomNumberGenerator.GetString(Alphabet, Length);
        return $"{code[..5]}-{code[5..]}";
    }

    /// <summary>Null when the text cannot be a code. Forgives capitals, spaces, hyphens, and letters that look like digits.</summary>
    public static byte[]? Hash(MasterKey master, Guid userId, string text)
    {
        var code = new StringBuilder(Length);
        foreach (var c in text)
        {
            if (c is ' ' or '-')
            {
                continue;
            }

            var read = char.ToLowerInvariant(c) switch
            {
                'o' => '0',
                'i' or 'l' => '1',
                var other => other,
            };
            if (!Alphabet.Contains(read, StringComparison.Ordinal) || code.Length == Length)
            {
                return null;
            }

            code.Append(read);
        }

        return code.Length == Length ? HMACSHA256.HashData(master.Derive(Purpose), Encoding.UTF8.GetBytes($"{userId}:{code}")) : null;
    }
}
