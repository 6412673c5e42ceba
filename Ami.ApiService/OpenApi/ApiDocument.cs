using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.OpenApi;

namespace Ami.ApiService.OpenApi;

/// <summary>The OpenAPI document <c>ami</c>: served with a page at <c>/docs</c>, and written to <c>openapi/ami.json</c> by every build.</summary>
internal static class ApiDocument
{
    private const string Name = "ami";

    public static void AddApiDocument(this IServiceCollection services) =>
        services.AddOpenApi(
            Name,
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.AddDocumentTransformer<DocumentFacts>();
                options.AddOperationTransformer<OperationFacts>();
                options.AddSchemaTransformer<SchemaFacts>();
            }
        );

    public static void MapApiDocument(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.UseSwaggerUI(options =>
        {
            options.RoutePrefix = "docs";
            options.SwaggerEndpoint($"/openapi/{Name}.json", "AMI");
        });
    }

    /// <summary>Writes the document, when it changed. Neither listens nor needs a database: endpoints are known once the application is "started".</summary>
    public static async Task WriteApiDocument(this WebApplication app, string path)
    {
        await app.StartAsync();
        var document = await app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync();
        document.Servers?.Clear();
        var text = (await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1)).ReplaceLineEndings("\n") + "\n";
        if (!File.Exists(path) || await File.ReadAllTextAsync(path) != text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".");
            await File.WriteAllTextAsync(path, text);
        }
        await app.StopAsync();
    }

    /// <summary>Makes the application one that starts without listening and without background work.</summary>
    public static void DescribeOnly(this IServiceCollection services)
    {
        services.RemoveAll<IHostedService>();
        services.AddSingleton<IServer, SilentServer>();
    }

    private sealed class SilentServer : IServer
    {
        public Microsoft.AspNetCore.Http.Features.IFeatureCollection Features { get; } = new Microsoft.AspNetCore.Http.Features.FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() { }
    }
}
