using System.Security.Cryptography;
using System.Text;

namespace Ami.Modules.Identity;

/// <summary>
/// The passwords that everybody tries first: some 49,000, shipped as sorted five-byte beginnings of their SHA-256 (made by <c>make-common-passwords.mjs</c>,
/// which names the source). A password that is not on the list is mistaken for one of them once in some millions of times.
/// </summary>
internal static class CommonPasswords
{
    private const int PrefixBytes = 5;
    private const string Resource = "Ami.Modules.Identity.Credentials.common-passwords.bin";

    /// <summary>Decoration up to this length does not make a common password a good one: <c>Dragon2026!</c>.</summary>
    private const int MaxDecoration = 6;

    private static readonly Lazy<byte[]> Prefixes = new(Read);

    /// <summary>How many there are.</summary>
    public static int Count => Prefixes.Value.Length / PrefixBytes;

    /// <summary>
    /// True for a common password, also in other case, with letters swapped for look-alikes, with a few digits and signs around it, or twice in a row.
    /// </summary>
    public static bool Contains(string password) => Forms(password.ToLowerInvariant()).Any(IsListed);

    private static IEnumerable<string> Forms(string password)
    {
        foreach (var form in Plain(password))
        {
            yield return form;
        }

        if (Repeated(password) is { } unit)
        {
            foreach (var form in Plain(unit))
            {
                yield return form;
            }
        }
    }

    private static IEnumerable<string> Plain(string password)
    {
        yield return password;
        yield return Unleet(password);
        var core = password.Trim([.. password.Where(c => !char.IsLetter(c))]);
        if (core.Length >= 4 && password.Length - core.Length <= MaxDecoration)
        {
            yield return core;
        }

        var unleeted = Unleet(password.TrimEnd("0123456789!?.*#-_+$@ ".ToCharArray()));
        if (unleeted.Length >= 4 && password.Length - unleeted.Length <= MaxDecoration)
        {
            yield return unleeted;
        }
    }

    private static string Unleet(string password) =>
        string.Create(
            password.Length,
            password,
            static (span, from) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = from[i] switch
                    {
                        '0' => 'o',
                        '1' => 'i',
                        '3' => 'e',
                        '4' => 'a',
                        '5' => 's',
                        '7' => 't',
                        '@' => 'a',
                        '$' => 's',
                        '!' => 'i',
                        var c => c,
                    };
                }
            }
        );

    /// <summary>The part that the password repeats to its end, or null.</summary>
    private static string? Repeated(string password)
    {
        for (var length = 1; length <= password.Length / 2; length++)
        {
            if (password.Length % length == 0 && Enumerable.Range(0, password.Length).All(i => password[i] == password[i % length]))
            {
                return password[..length];
            }
        }

        return null;
    }

    private static bool IsListed(string password)
    {
        if (password.Length < 4)
        {
            return false;
        }

        var wanted = SHA256.HashData(Encoding.UTF8.GetBytes(password)).AsSpan(0, PrefixBytes);
        var all = Prefixes.Value.AsSpan();
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = all.Slice(middle * PrefixBytes, PrefixBytes).SequenceCompareTo(wanted);
            if (order == 0)
            {
                return true;
            }

            if (order < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return false;
    }

    private static byte[] Read()
    {
        using var stream =
            typeof(CommonPasswords).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"{Resource} is missing.");
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }
}
