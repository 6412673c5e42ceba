using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Google;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Modules.Identity;

internal static class ProviderSetup
{
    /// <summary>Adds the providers that have keys; the others do not exist. Google's handler is the framework's own; for the others there is none.</summary>
    public static AuthenticationBuilder AddProviders(this AuthenticationBuilder builder, IConfiguration configuration)
    {
        builder.Services.AddScoped<ExternalLogins>();
        builder.Services.AddSingleton<ArrivalCookie>();
        builder.Services.AddSingleton<OAuthReturn>();
        foreach (var provider in Provider.All.Where(provider => ProviderOptions.IsConfigured(provider, configuration)))
        {
            // Read once now, so that keys that are only half there stop the start and not every request.
            new ProviderOptions().ReadAll(provider, configuration);
            builder.Services.AddProviderClient(provider, configuration.GetValue("OAuth:AnswerWithin", TimeSpan.FromSeconds(10)));
            if (provider == Provider.Google)
            {
                builder.AddGoogle(provider.Name, Provider.Title(provider.Name), options => ProviderOptions.Read(options, provider, configuration));
                builder.Services.Share<GoogleOptions>(provider);
            }
            else
            {
                builder.AddOAuth<ProviderOptions, ProviderHandler>(
                    provider.Name,
                    Provider.Title(provider.Name),
                    options => options.ReadAll(provider, configuration)
                );
                builder.Services.Share<ProviderOptions>(provider);
            }
        }
        return builder;
    }

    /// <summary>What is ours in all of them: the state, the way back, the cookie that binds a browser, the HTTP client.</summary>
    private static void Share<T>(this IServiceCollection services, Provider provider)
        where T : OAuthOptions =>
        services
            .AddOptions<T>(provider.Name)
            .Configure<MasterKey, TimeProvider, IHttpClientFactory>(
                (options, master, time, clients) =>
                {
                    options.EventsType = typeof(OAuthReturn);
                    options.StateDataFormat = new SealedState(provider.Name, master, time);
                    options.Backchannel = clients.CreateClient(ProviderClient.Name(provider));
                    options.CorrelationCookie.Name = "ami_oauth.";
                    // A form that the provider's page posts brings only cookies that are meant for other sites' requests, and those must be secure.
                    options.CorrelationCookie.SameSite = provider.PostsForm ? SameSiteMode.None : SameSiteMode.Lax;
                    options.CorrelationCookie.SecurePolicy = provider.PostsForm ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
                }
            );
}
