using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.TestKit;

/// <summary>Lets a test call the API from any network address: the connection's, as a socket would give it, which no header of the product can.</summary>
public sealed class ClientAddresses : IStartupFilter
{
    private const string Header = "X-Test-Connection-Address";

    /// <summary>For <see cref="ApiHost.Start"/>.</summary>
    public static void Add(IServiceCollection services) => services.AddSingleton<IStartupFilter>(new ClientAddresses());

    public static HttpClient From(HttpClient client, string address)
    {
        client.DefaultRequestHeaders.Remove(Header);
        client.DefaultRequestHeaders.Add(Header, address);
        return client;
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(
                (context, proceed) =>
                {
                    if (context.Request.Headers.Remove(Header, out var address))
                    {
                        context.Connection.RemoteIpAddress = IPAddress.Parse(address.ToString());
                    }

                    return proceed(context);
                }
            );
            next(app);
        };
}
