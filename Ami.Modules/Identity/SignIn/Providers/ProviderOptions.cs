using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.Extensions.Configuration;

namespace Ami.Modules.Identity;

/// <summary>A provider as it is configured, section <c>OAuth:{Name}</c>.</summary>
internal sealed class ProviderOptions : OAuthOptions
{
    public Provider Provider { get; set; } = Provider.GitHub;

    /// <summary>Facebook: whether its addresses count as verified. Default false.</summary>
    public bool TrustEmail { get; set; }

    /// <summary>Apple: signs what stands for a client secret there.</summary>
    public AppleKey? AppleKey { get; set; }

    public static bool IsConfigured(Provider provider, IConfiguration configuration) =>
        !string.IsNullOrWhiteSpace(Section(provider, configuration)["ClientId"]);

    public void ReadAll(Provider provider, IConfiguration configuration)
    {
        var section = Section(provider, configuration);
        Provider = provider with
        {
            EmailsEndpoint = section["EmailsEndpoint"] ?? provider.EmailsEndpoint,
            KeysEndpoint = section["KeysEndpoint"] ?? provider.KeysEndpoint,
            Issuer = section["Issuer"] ?? provider.Issuer,
        };
        AppleKey = provider == Provider.Apple ? ReadAppleKey(section) : null;
        TrustEmail = section.GetValue("TrustEmail", false);
        Read(this, provider, configuration);
    }

    /// <summary>What every handler of OAuth needs.</summary>
    public static void Read(OAuthOptions options, Provider provider, IConfiguration configuration)
    {
        var section = Section(provider, configuration);
        options.ClientId = section["ClientId"] ?? "";
        // Apple has none: one is made for each exchange. The handler insists on a value.
        options.ClientSecret = provider == Provider.Apple ? "made for each exchange" : Needed(section, "ClientSecret");
        options.AuthorizationEndpoint = section["AuthorizationEndpoint"] ?? provider.AuthorizationEndpoint;
        options.TokenEndpoint = section["TokenEndpoint"] ?? provider.TokenEndpoint;
        options.UserInformationEndpoint = section["UserEndpoint"] ?? provider.UserEndpoint;
        options.CallbackPath = provider.CallbackPath;
        options.UsePkce = provider.Pkce;
        options.Scope.Clear();
        foreach (var scope in provider.Scopes)
        {
            options.Scope.Add(scope);
        }

        if (provider.PostsForm)
        {
            options.AdditionalAuthorizationParameters["response_mode"] = "form_post";
        }
    }

    private static IConfigurationSection Section(Provider provider, IConfiguration configuration) => configuration.GetSection($"OAuth:{provider.Name}");

    private static string Needed(IConfigurationSection section, string name) =>
        section[name] is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"{section.Path}:{name} is not set, though {section.Path}:ClientId is. Set both or none.");

    private static AppleKey ReadAppleKey(IConfigurationSection section)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(Needed(section, "PrivateKey"));
        return new AppleKey(Needed(section, "TeamId"), Needed(section, "KeyId"), key);
    }
}
