using System.Text;
using Ami.ServiceDefaults.Problems;
using Microsoft.Net.Http.Headers;

namespace Ami.Web.Spa;

/// <summary>
/// Serves the built web app: <c>/assets</c> is content-hashed and kept for ever, other files are revalidated, and every address
/// that is not a file is the page itself, whose router decides.
/// </summary>
internal static class SpaEndpoint
{
    private const string Page = "index.html";

    /// <summary>What people share by links, and certificates, by their codes.</summary>
    private static readonly PathString[] SharedPages = ["/s", "/certificates"];
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void AddSpa(this WebApplicationBuilder builder) => builder.Services.AddSingleton<Assets>();

    public static void MapSpa(this WebApplication app) => app.MapMethods("/{**path}", Methods, Serve);

    private static async Task Serve(HttpContext context, Assets assets)
    {
        var path = (context.Request.Path.Value ?? "").TrimStart('/');
        var isPage = IsPage(path, context.Request);
        if (await assets.Find(path, context.RequestAborted) is { } file)
        {
            await Send(context, file, path);
        }
        else if (isPage && await assets.Find(Page, context.RequestAborted) is { } page)
        {
            await Send(context, page, Page);
        }
        else
        {
            await context.WriteProblem(
                StatusCodes.Status404NotFound,
                isPage ? "edge.web_app_missing" : null,
                isPage ? "The web app is not built: run npm ci and npm run build in Ami.Web/ClientApp." : null
            );
        }
    }

    /// <summary>A symbol in an address may contain a dot, so a navigation is told from a missing file by what the browser accepts.</summary>
    private static bool IsPage(string path, HttpRequest request) =>
        !path.StartsWith("assets/", StringComparison.Ordinal)
        && (!Path.HasExtension(path) || request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal));

    private static Task Send(HttpContext context, Asset asset, string path)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = path.StartsWith("assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
        headers.ETag = asset.ETag;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (path == Page)
        {
            headers.ContentSecurityPolicy = PagePolicy.For(Encoding.UTF8.GetString(asset.Content.Span));
            if (SharedPages.Any(pages => context.Request.Path.StartsWithSegments(pages, StringComparison.Ordinal)))
            {
                // The address is the secret: no search engine lists it, and no other site is told of it.
                headers["X-Robots-Tag"] = "noindex, nofollow";
                headers["Referrer-Policy"] = "no-referrer";
            }
        }

        if (context.Request.Headers.IfNoneMatch.Any(known => known is not null && known.Contains(asset.ETag, StringComparison.Ordinal)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        var encoding = asset.Encoding(context.Request.Headers.AcceptEncoding);
        var body = asset.As(encoding);
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
        }

        context.Response.ContentType = asset.ContentType;
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
