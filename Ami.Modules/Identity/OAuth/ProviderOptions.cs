using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.Extensions.Configuration;

namespace Ami.Modules.Identity.OAuth;

/// <summary>A provider as it is configured, section <c>OAuth:{Name}</c>.</summary>
internal sealed class ProviderOptions : OAuthOptions
{
    public Provider Provider { get; set; } = Provider.Google;

    /// <summary>Facebook: whether its addresses count as verified. Default false.</summary>
    public bool TrustEmail { get; set; }

    /// <summary>Apple: signs what stands for a client secret there.</summary>
    public AppleKey? AppleKey { get; set; }

    /// <summary>Whether somebody without an account can come in: only with an address that the provider vouches for.</summary>
    public bool MakesAccounts => Provider.Name != Provider.Facebook.Name || TrustEmail;

    public static bool IsConfigured(Provider provider, IConfiguration configuration) => !string.IsNullOrWhiteSpace(Section(provider, configuration)["ClientId"]);

    public void Read(Provider provider, IConfiguration configuration)
    {
        var section = Section(provider, configuration);
        Provider = provider with
        {
            EmailsEndpoint = section["EmailsEndpoint"] ?? provider.EmailsEndpoint,
            KeysEndpoint = section["KeysEndpoint"] ?? provider.KeysEndpoint,
            Issuer = section["Issuer"] ?? provider.Issuer,
        };
        ClientId = section["ClientId"] ?? "";
        AppleKey = provider == Provider.Apple ? ReadAppleKey(section) : null;
        // Apple has none: one is made for each exchange. The handler insists on a value.
        ClientSecret = AppleKey is null ? Needed(section, "ClientSecret") : "made for each exchange";
        AuthorizationEndpoint = section["AuthorizationEndpoint"] ?? provider.AuthorizationEndpoint;
        TokenEndpoint = section["TokenEndpoint"] ?? provider.TokenEndpoint;
        UserInformationEndpoint = section["UserEndpoint"] ?? provider.UserEndpoint;
        TrustEmail = section.GetValue("TrustEmail", false);
        BackchannelTimeout = configuration.GetValue("OAuth:AnswerWithin", TimeSpan.FromSeconds(10));
        CallbackPath = provider.CallbackPath;
        UsePkce = provider.Pkce;
        foreach (var scope in provider.Scopes) Scope.Add(scope);
        if (provider.PostsForm) AdditionalAuthorizationParameters["response_mode"] = "form_post";
    }

    private static IConfigurationSection Section(Provider provider, IConfiguration configuration) => configuration.GetSection($"OAuth:{provider.Name}");

    private static string Needed(IConfigurationSection section, string name) =>
        section[name] is { Length: > 0 } value ? value : throw new InvalidOperationException($"{section.Path}:{name} is not set, though {section.Path}:ClientId is. Set both or none.");

    private static AppleKey ReadAppleKey(IConfigurationSection section)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(Needed(section, "PrivateKey"));
        return new AppleKey(Needed(section, "TeamId"), Needed(section, "KeyId"), key);
    }
}
