using Ami.Core;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Modules.Identity.OAuth;

internal static class ProviderSetup
{
    /// <summary>Adds the providers that have keys; the others do not exist.</summary>
    public static AuthenticationBuilder AddProviders(this AuthenticationBuilder builder, IConfiguration configuration)
    {
        builder.Services.AddScoped<ExternalLogins>();
        builder.Services.AddSingleton<ArrivalCookie>();
        builder.Services.AddSingleton<OAuthReturn>();
        foreach (var provider in Provider.All.Where(provider => ProviderOptions.IsConfigured(provider, configuration)))
        {
            // Read once now, so that keys that are only half there stop the start and not every request.
            new ProviderOptions().Read(provider, configuration);
            builder.AddOAuth<ProviderOptions, ProviderHandler>(provider.Name, Provider.Title(provider.Name), options =>
            {
                options.Read(provider, configuration);
                options.EventsType = typeof(OAuthReturn);
                options.CorrelationCookie.Name = "ami_oauth.";
                // A form that the provider's page posts brings only cookies that are meant for other sites' requests, and those must be secure.
                options.CorrelationCookie.SameSite = provider.PostsForm ? SameSiteMode.None : SameSiteMode.Lax;
                options.CorrelationCookie.SecurePolicy = provider.PostsForm ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            });
            builder.Services.AddOptions<ProviderOptions>(provider.Name)
                .Configure<MasterKey, TimeProvider>((options, master, time) => options.StateDataFormat = new SealedState(provider.Name, master, time));
        }
        return builder;
    }
}
