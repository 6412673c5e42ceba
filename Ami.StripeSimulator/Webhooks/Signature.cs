using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ami.StripeSimulator.Webhooks;

/// <summary>The header <c>Stripe-Signature</c>: the time, and for each secret an HMAC-SHA256 of time and body.</summary>
internal static class Signature
{
    public const string Header = "Stripe-Signature";

    public static string Of(string body, long at, IEnumerable<string> secrets)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{at}.{body}"));
        var marks = secrets.Select(secret => $",v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}");
        return string.Create(CultureInfo.InvariantCulture, $"t={at}{string.Concat(marks)}");
    }
}
