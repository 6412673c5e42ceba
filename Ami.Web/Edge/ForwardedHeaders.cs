using System.Collections.Frozen;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Ami.Web.Edge;

/// <summary>Which headers pass the edge, in both directions.</summary>
internal static class ForwardedHeaders
{
    /// <summary>They belong to one connection, not to the request (RFC 9110 §7.6.1).</summary>
    private static readonly FrozenSet<string> HopByHop = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        HeaderNames.Connection, HeaderNames.KeepAlive, "Proxy-Connection", HeaderNames.ProxyAuthenticate, HeaderNames.ProxyAuthorization,
        HeaderNames.TE, HeaderNames.Trailer, HeaderNames.TransferEncoding, HeaderNames.Upgrade, "HTTP2-Settings", HeaderNames.Expect);

    /// <summary>Claims about the client that only we make.</summary>
    private static readonly FrozenSet<string> OursOnly = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Prefix", "X-Forwarded-Port", "X-Original-For", "X-Original-Proto",
        "X-Real-IP", "Forwarded", "True-Client-IP", "CF-Connecting-IP", "X-Client-IP");

    public static void CopyTo(HttpRequestMessage message, HttpContext context, bool upgrade)
    {
        var request = context.Request;
        var named = NamedByConnection(request.Headers.Connection);
        foreach (var (name, values) in request.Headers)
        {
            if (HopByHop.Contains(name) || OursOnly.Contains(name) || named.Contains(name) || name.StartsWith(':')) continue;
            if (string.Equals(name, HeaderNames.Host, StringComparison.OrdinalIgnoreCase)) continue;
            if (!message.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                message.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }
        message.Headers.Host = request.Host.ToUriComponent();
        message.Headers.TryAddWithoutValidation("X-Forwarded-For", ClientAddress.Of(context)?.ToString());
        message.Headers.TryAddWithoutValidation("X-Forwarded-Proto", request.Scheme);
        message.Headers.TryAddWithoutValidation("X-Forwarded-Host", request.Host.ToUriComponent());
        if (!upgrade) return;
        message.Headers.TryAddWithoutValidation(HeaderNames.Connection, "Upgrade");
        message.Headers.TryAddWithoutValidation(HeaderNames.Upgrade, (IEnumerable<string?>)request.Headers.Upgrade);
    }

    public static void CopyTo(HttpResponse response, HttpResponseMessage message)
    {
        Copy(message.Headers.NonValidated, response.Headers);
        Copy(message.Content.Headers.NonValidated, response.Headers);
    }

    /// <summary>The address of the same resource at the replica, byte for byte: what was checked here is what is asked for there.</summary>
    public static Uri Target(Replica replica, HttpRequest request) => new(
        replica.Address.GetLeftPart(UriPartial.Authority) + UriHelper.BuildRelative(request.PathBase, request.Path, request.QueryString),
        new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    private static void Copy(HttpHeadersNonValidated from, IHeaderDictionary to)
    {
        foreach (var (name, values) in from)
            if (!HopByHop.Contains(name) && !string.Equals(name, HeaderNames.Server, StringComparison.OrdinalIgnoreCase))
                to[name] = values.Count == 1 ? new StringValues(values.ToString()) : new StringValues([.. values]);
    }

    private static HashSet<string> NamedByConnection(StringValues connection) => new(
        connection.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        StringComparer.OrdinalIgnoreCase);
}
