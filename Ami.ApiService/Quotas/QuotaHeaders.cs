using System.Globalization;
using Ami.Core;

namespace Ami.ApiService.Quotas;

/// <summary>
/// What is left, in both forms that clients know: the structured fields of draft-ietf-httpapi-ratelimit-headers-10 (<c>RateLimit-Policy</c>,
/// <c>RateLimit</c>) and the three plain fields of its earlier versions.
/// </summary>
internal static class QuotaHeaders
{
    /// <summary>The largest integer a structured field may hold (RFC 9651 §3.3.1): where nothing is counted there is no truer number.</summary>
    private const long Endless = 999_999_999_999_999;

    public static void Write(IHeaderDictionary headers, MeteredGroup group, Quota quota, QuotaDecision decision)
    {
        var limit = Text(quota.IsUnlimited ? Endless : quota.Limit);
        var left = Text(quota.IsUnlimited ? Endless : decision.Remaining);
        var reset = Text(Seconds(decision.Wait));
        headers["RateLimit-Policy"] = $"\"{group.Name}\";q={limit};w={Text((long)quota.Length.TotalSeconds)}{(quota.IsUnlimited ? ";unlimited" : "")}";
        headers["RateLimit"] = $"\"{group.Name}\";r={left};t={reset}";
        headers["RateLimit-Limit"] = limit;
        headers["RateLimit-Remaining"] = left;
        headers["RateLimit-Reset"] = reset;
    }

    /// <summary>Rounded up: whoever waits that long is not refused again.</summary>
    public static long Seconds(TimeSpan wait) => (long)Math.Ceiling(wait.TotalSeconds);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
