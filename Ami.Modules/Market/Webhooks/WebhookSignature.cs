using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ami.Modules.Market.Webhooks;

/// <summary>How a call of a person's address proves that it is ours: <c>t=SECONDS,v1=HEX</c>, HMAC-SHA256 of <c>SECONDS.BODY</c> by the person's secret.</summary>
internal static class WebhookSignature
{
    /// <summary>Header with the signature.</summary>
    public const string Header = "Ami-Signature";

    /// <summary>Header with the firing's id, the same at each attempt.</summary>
    public const string DeliveryHeader = "Ami-Delivery";

    /// <summary>What secrets are sealed for.</summary>
    public const string Purpose = "market.alert-secrets";

    /// <summary>The header's value.</summary>
    /// <param name="secret">The secret's text, as UTF-8.</param>
    /// <param name="now">When it is sent: a receiver refuses what is old.</param>
    /// <param name="body">The body as it is sent.</param>
    public static string Of(ReadOnlySpan<byte> secret, DateTimeOffset now, string body)
    {
        var seconds = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={seconds},v1={Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{seconds}.{body}")))}";
    }
}
