using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Options;

namespace Ami.Web.Edge;

internal static class EdgeSetup
{
    public static void AddEdge(this WebApplicationBuilder builder)
    {
        // YARP and Polly write several lines for each request at their usual level. Lowest priority: any setting overrides.
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(
            0,
            new MemoryConfigurationSource { InitialData = [new("Logging:LogLevel:Yarp", "Warning"), new("Logging:LogLevel:Polly", "Warning")] }
        );
        var section = builder.Configuration.GetSection("Edge");
        builder
            .Services.AddOptions<EdgeOptions>()
            .Bind(section)
            .Configure<IConfiguration>((options, configuration) => options.TrustLoopback = configuration.GetValue<bool>(ClientAddress.TrustLoopback));
        builder.Services.AddApiCluster(
            builder.Configuration,
            section.Get<EdgeOptions>() ?? new EdgeOptions(),
            "/api",
            "/r",
            "/mcp",
            "/.well-known",
            "/health/detailed"
        );
        builder.Services.AddSingleton<ReadLimit>();
        builder.Services.AddHeartbeat();
        builder.Services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "image/svg+xml"];
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        builder.Services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        builder.WebHost.ConfigureKestrel(
            (context, kestrel) => kestrel.Limits.MaxRequestBodySize = kestrel.ApplicationServices.GetRequiredService<IOptions<EdgeOptions>>().Value.BodyBytes
        );
    }

    public static void UsePerAddressLimit(this IApplicationBuilder app) => app.UseMiddleware<PerAddressLimit>();

    /// <summary>
    /// Answers under <c>/api/auth</c> hold tokens and are asked for with a cookie, so they are the one place where the size of a
    /// compressed answer could give something away (BREACH); everything else needs a header that no foreign page can send.
    /// </summary>
    public static void UseCompression(this IApplicationBuilder app) =>
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments("/api/auth", StringComparison.OrdinalIgnoreCase),
            branch => branch.UseResponseCompression()
        );

    /// <summary>Forwards what the cluster's routes match, except <c>/api/internal</c>, which does not exist from outside.</summary>
    public static void MapEdge(this WebApplication app) =>
        app.MapReverseProxy(proxy =>
        {
            proxy.Use(
                (context, next) =>
                {
                    if (IsInternal(context.Request.Path))
                    {
                        context.Response.StatusCode = StatusCodes.Status404NotFound;
                    }
                    // Over HTTP/2, YARP lifts the limit of the body's size for it, and nothing here speaks it.
                    else if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true)
                    {
                        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
                    }
                    else
                    {
                        context.Connection.RemoteIpAddress = context.Connection.RemoteIpAddress?.MapToIPv4OrSelf();
                        return next(context);
                    }
                    return Task.CompletedTask;
                }
            );
            proxy.Use(OtherReplica.TryEach);
            proxy.UseLoadBalancing();
            proxy.Use(app.Services.GetRequiredService<ReadLimit>().Pass);
            proxy.UsePassiveHealthChecks();
        });

    private static bool IsInternal(PathString path) =>
        (path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries) is [var api, var area, ..]
        && string.Equals(api, "api", StringComparison.OrdinalIgnoreCase)
        && string.Equals(area, "internal", StringComparison.OrdinalIgnoreCase);
}
