using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Ami.Core;

/// <summary>
/// What is left, in both forms that clients know: the structured fields of draft-ietf-httpapi-ratelimit-headers-10 (<c>RateLimit-Policy</c>,
/// <c>RateLimit</c>) and the three plain fields of its earlier versions.
/// </summary>
public static class QuotaHeaders
{
    /// <summary>The largest integer a structured field may hold (RFC 9651 §3.3.1): where nothing is counted there is no truer number.</summary>
    private const long Endless = 999_999_999_999_999;

    /// <summary>Adds all five.</summary>
    /// <param name="headers">Of the answer, before it starts.</param>
    /// <param name="name">What is counted, as clients see it: lower-case letters and hyphens.</param>
    /// <param name="quota">What is allowed.</param>
    /// <param name="decision">What became of this call.</param>
    public static void Write(IHeaderDictionary headers, string name, Quota quota, QuotaDecision decision)
    {
        var limit = Text(quota.IsUnlimited ? Endless : quota.Limit);
        var left = Text(quota.IsUnlimited ? Endless : decision.Remaining);
        var reset = Text(Seconds(decision.Wait));
        headers["RateLimit-Policy"] = $"\"{name}\";q={limit};w={Text((long)quota.Length.TotalSeconds)}{(quota.IsUnlimited ? ";unlimited" : "")}";
        headers["RateLimit"] = $"\"{name}\";r={left};t={reset}";
        headers["RateLimit-Limit"] = limit;
        headers["RateLimit-Remaining"] = left;
        headers["RateLimit-Reset"] = reset;
    }

    /// <summary>Rounded up: whoever waits that long is not refused again.</summary>
    public static long Seconds(TimeSpan wait) => (long)Math.Ceiling(wait.TotalSeconds);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
