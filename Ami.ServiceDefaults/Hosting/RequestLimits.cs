using Ami.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Net.Http.Headers;

namespace Ami.ServiceDefaults.Hosting;

/// <summary>
/// Limits on the size of a request. Kestrel refuses what is over its own limits with an empty answer that no middleware
/// sees, so its limits are set wider than ours, and ours are checked here where the refusal can carry a code.
/// </summary>
internal sealed class RequestLimits(RequestDelegate next)
{
    private const int MaxTarget = 8 * 1024;
    private const int MaxHeaderBytes = 32 * 1024;
    private const int MaxHeaders = 100;

    public Task Invoke(HttpContext context)
    {
        if (context.Request.Path.Value?.Length + context.Request.QueryString.Value?.Length > MaxTarget)
        {
            return context.WriteProblem(StatusCodes.Status414UriTooLong);
        }

        if (context.Request.QueryString.Value is { } query && query.Contains("%00", StringComparison.Ordinal))
        {
            return context.WriteProblem(StatusCodes.Status400BadRequest, "request.invalid_text", "The query contains a NUL character.");
        }

        if (HeadersTooLarge(context.Request.Headers))
        {
            return context.WriteProblem(StatusCodes.Status431RequestHeaderFieldsTooLarge);
        }

        // The framework would try any encoding the client names, and fails on those it does not have.
        return IsJsonInAnotherCharset(context.Request)
            ? context.WriteProblem(StatusCodes.Status415UnsupportedMediaType, detail: "JSON is UTF-8 (RFC 8259).")
            : next(context);
    }

    private static bool IsJsonInAnotherCharset(HttpRequest request) =>
        request.ContentType is { } type
        && type.Contains("charset", StringComparison.OrdinalIgnoreCase)
        && request.HasJsonContentType()
        && MediaTypeHeaderValue.TryParse(type, out var parsed)
        && !HeaderUtilities.RemoveQuotes(parsed.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static bool HeadersTooLarge(IHeaderDictionary headers)
    {
        if (headers.Count > MaxHeaders)
        {
            return true;
        }

        var bytes = 0;
        foreach (var header in headers)
        {
            bytes += header.Key.Length;
            foreach (var value in header.Value)
            {
                bytes += value?.Length ?? 0;
            }
        }
        return bytes > MaxHeaderBytes;
    }
}

internal static class RequestLimitsSetup
{
    /// <summary>Default limit of a request body in bytes, changed by <c>Limits:BodyBytes</c>; an endpoint may set its own.</summary>
    private const long DefaultBodyBytes = 1024 * 1024;

    public static void AddRequestLimits(this WebApplicationBuilder builder) =>
        builder.WebHost.ConfigureKestrel(
            (context, kestrel) =>
            {
                kestrel.LabelBareRefusals();
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = context.Configuration.GetValue("Limits:BodyBytes", DefaultBodyBytes);
                kestrel.Limits.MaxRequestLineSize = 64 * 1024;
                kestrel.Limits.MaxRequestHeadersTotalSize = 256 * 1024;
                kestrel.Limits.MaxRequestHeaderCount = 1000;
            }
        );
}
