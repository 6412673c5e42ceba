using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace Ami.Web.Edge;

internal static class EdgeSetup
{
    public static void AddEdge(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<EdgeOptions>(builder.Configuration.GetSection("Edge"));
        builder.Services.AddSingleton<Replicas>();
        builder.Services.AddSingleton<Forwarder>();
        builder.Services.AddHostedService<EdgeHeartbeat>();
        builder.Services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "image/svg+xml"];
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        builder.Services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        builder.WebHost.ConfigureKestrel((context, kestrel) =>
            kestrel.Limits.MaxRequestBodySize = kestrel.ApplicationServices.GetRequiredService<IOptions<EdgeOptions>>().Value.BodyBytes);
    }

    public static void UsePerAddressLimit(this IApplicationBuilder app) => app.UseMiddleware<PerAddressLimit>();

    /// <summary>
    /// Answers under <c>/api/auth</c> hold tokens and are asked for with a cookie, so they are the one place where the size of a
    /// compressed answer could give something away (BREACH); everything else needs a header that no foreign page can send.
    /// </summary>
    public static void UseCompression(this IApplicationBuilder app) =>
        app.UseWhen(context => !context.Request.Path.StartsWithSegments("/api/auth"), branch => branch.UseResponseCompression());

    /// <summary>Forwards everything under the prefixes to the API, except <c>/api/internal</c>, which does not exist from outside.</summary>
    public static void MapEdge(this WebApplication app, params ReadOnlySpan<string> prefixes)
    {
        var forwarder = app.Services.GetRequiredService<Forwarder>();
        foreach (var prefix in prefixes)
            app.Map(prefix + "/{**rest}", (HttpContext context) =>
            {
                if (!IsInternal(context.Request.Path)) return forwarder.Forward(context);
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            });
    }

    internal static bool IsInternal(PathString path)
    {
        var segments = (path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        return segments.Length >= 2
            && string.Equals(segments[0], "api", StringComparison.OrdinalIgnoreCase)
            && string.Equals(segments[1], "internal", StringComparison.OrdinalIgnoreCase);
    }
}
