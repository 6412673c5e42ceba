using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stripe;

namespace Ami.Modules.Payments;

/// <summary>The one place where the payment provider's client is made.</summary>
internal static class StripeSetup
{
    /// <summary>The version of the API that everything here is written for. A library for another one does not start.</summary>
    public const string Version = "2026-10-28.endive";

    /// <summary>Name of the HTTP client.</summary>
    public const string Client = "stripe";

    /// <summary>Retries of the library: it repeats with the same idempotency key, so nothing happens twice.</summary>
    private const int Retries = 1;

    /// <exception cref="InvalidOperationException">The library is made for another version of the API.</exception>
    public static void AddProvider(this IServiceCollection services, IConfiguration configuration)
    {
        if (StripeConfiguration.ApiVersion != Version)
        {
            throw new InvalidOperationException(
                $"Stripe.net speaks version {StripeConfiguration.ApiVersion} of the API, and this code is written for {Version}. Read what changed, then move both."
            );
        }

        services.AddSingleton(configuration.GetSection("Stripe").Get<StripeOptions>() ?? new StripeOptions());
        services
            .AddHttpClient(Client)
            .ConfigureHttpClient((provider, http) => http.Timeout = provider.GetRequiredService<StripeOptions>().Timeout)
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(3), PooledConnectionLifetime = TimeSpan.FromMinutes(5) }
            );
        services.AddSingleton(provider => new Provider(Make(provider), provider.GetRequiredService<ILogger<Provider>>()));
    }

    private static StripeClient? Make(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<StripeOptions>();
        if (string.IsNullOrWhiteSpace(options.SecretKey))
        {
            return null;
        }

        var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(Client);
        return new StripeClient(
            options.SecretKey,
            httpClient: new SystemNetHttpClient(http, Retries, new AppInfo { Name = "ami" }, enableTelemetry: false),
            apiBase: string.IsNullOrWhiteSpace(options.ApiBase) ? null : options.ApiBase.TrimEnd('/')
        );
    }
}
