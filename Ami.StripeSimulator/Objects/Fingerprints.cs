using System.Security.Cryptography;
using System.Text;

namespace Ami.StripeSimulator.Objects;

/// <summary>
/// What numbers are told apart by: the same number has the same fingerprint within the account, and nobody who sees one can find the number by trying them
/// all, because the account has a secret that is made of.
/// </summary>
internal static class Fingerprints
{
    private const string Kind = "_fingerprint_key";
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int Length = 16;

    public static string Of(Transaction tx, string number)
    {
        var key =
            tx.Find(Kind)
            ?? tx.Add(
                new JsonObject
                {
                    ["id"] = Kind,
                    ["object"] = Kind,
                    ["key"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(32)),
                }
            );
        var mark = HMACSHA256.HashData(Convert.FromHexString(key.Need("key")), Encoding.UTF8.GetBytes(number));
        return string.Concat(mark.Take(Length).Select(one => Letters[one % Letters.Length]));
    }
}
