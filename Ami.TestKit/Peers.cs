using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.TestKit;

/// <summary>The test server has no network: a request says whose connection it came in on, before anything of the application sees it.</summary>
public static class Peers
{
    public const string Header = "X-Test-Peer";

    public static void Add(IServiceCollection services) => services.AddSingleton<IStartupFilter>(new PeerFilter());

    private sealed class PeerFilter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (context, rest) =>
                    {
                        if (IPAddress.TryParse(context.Request.Headers[Header].ToString(), out var address))
                        {
                            context.Connection.RemoteIpAddress = address;
                        }

                        return rest(context);
                    }
                );
                next(app);
            };
    }
}
