extern alias Web;

using System.Globalization;
using System.Text;
using Ami.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ami.Tests.Web;

/// <summary>The edge on a real listener, in front of stand-ins for the API that tests start and stop.</summary>
internal sealed class EdgeHost : IAsyncDisposable
{
    private readonly WebApplicationFactory<Web::Program> _factory;
    private readonly string _webRoot;

    private EdgeHost(WebApplicationFactory<Web::Program> factory, string webRoot)
    {
        (_factory, _webRoot) = (factory, webRoot);
        factory.UseKestrel();
        factory.StartServer();
        Address = factory.ClientOptions.BaseAddress;
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 })
        {
            BaseAddress = Address,
        };
    }

    public HttpClient Client { get; }

    public Uri Address { get; }

    /// <param name="apis">Addresses of the API's replicas.</param>
    /// <param name="files">The built web app, name to content.</param>
    /// <param name="settings">Configuration beside the addresses.</param>
    public static EdgeHost Start(
        IReadOnlyList<string> apis,
        IReadOnlyDictionary<string, string>? files = null,
        IReadOnlyDictionary<string, string>? settings = null
    )
    {
        var webRoot = Directory.CreateTempSubdirectory("ami-web").FullName;
        foreach (var (name, content) in files ?? new Dictionary<string, string>())
        {
            var path = Path.Combine(webRoot, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? webRoot);
            File.WriteAllText(path, content);
        }
        return new EdgeHost(
            new WebApplicationFactory<Web::Program>().WithWebHostBuilder(builder =>
            {
                builder.UseEnvironment("Testing").MeasureNothing();
                builder.UseWebRoot(webRoot);
                builder.UseSetting("urls", "http://127.0.0.1:0");
                for (var i = 0; i < apis.Count; i++)
                {
                    builder.UseSetting($"services:api:http:{i.ToString(CultureInfo.InvariantCulture)}", apis[i]);
                }

                foreach (var (key, value) in settings ?? new Dictionary<string, string>())
                {
                    builder.UseSetting(key, value);
                }

                builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
            }),
            webRoot
        );
    }

    /// <summary>A stand-in for one API process; answers <c>/api/who</c> with its name.</summary>
    public static async Task<WebApplication> StartApi(string name, Action<WebApplication>? map = null, string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        app.UseWebSockets();
        app.MapGet("/api/who", () => name);
        app.MapPost("/api/who", async (HttpRequest request) => name + await new StreamReader(request.Body).ReadToEndAsync());
        map?.Invoke(app);
        await app.StartAsync();
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _factory.DisposeAsync();
        Directory.Delete(_webRoot, recursive: true);
    }
}
