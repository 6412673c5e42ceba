using System.Net;
using System.Net.Http.Headers;
using Ami.Modules.Identity;
using Ami.TestKit;
using Microsoft.AspNetCore.WebUtilities;

namespace Ami.Tests.Identity;

/// <summary>The steps of a browser on the way to a provider and back.</summary>
internal sealed class OAuthBrowser(ApiHost host, OAuthProvider provider, HttpClient? client = null)
{
    public HttpClient Client { get; } = client ?? host.Anonymous();

    /// <summary>Goes all the way from the button.</summary>
    /// <returns>Where the person ends up.</returns>
    public async Task<Uri> SignIn(string name, string query = "")
    {
        var back = await provider.Visit(await Start(name, query));
        return await Return(name, back);
    }

    /// <summary>Follows the button.</summary>
    /// <returns>The provider's address.</returns>
    public async Task<Uri> Start(string name, string query = "")
    {
        using var response = await Client.GetAsync($"/api/auth/oauth/{name}{query}");
        response.StatusCode.ShouldBe(HttpStatusCode.Found);
        return response.Headers.Location.ShouldNotBeNull();
    }

    /// <summary>Comes back from the provider; from Apple, as its page does, by posting a form.</summary>
    public async Task<Uri> Return(string name, Uri back, IReadOnlyDictionary<string, string>? more = null)
    {
        using var response =
            name == "apple"
                ? await Client.PostAsync(
                    back.AbsolutePath,
                    new FormUrlEncodedContent(
                        QueryHelpers
                            .ParseQuery(back.Query)
                            .Select(q => KeyValuePair.Create(q.Key, q.Value.ToString()))
                            .Concat(more ?? new Dictionary<string, string>())
                    )
                )
                : await Client.GetAsync(back.PathAndQuery);
        response.StatusCode.ShouldBe(HttpStatusCode.Found, await response.Content.ReadAsStringAsync());
        return response.Headers.Location.ShouldNotBeNull();
    }

    /// <summary>What the page does on which somebody arrives: finishes signing in. Null when that is refused, for <see cref="Problem"/>.</summary>
    public async Task<UserProfile?> TakeUpSession()
    {
        using var response = await Client.PostAsync("/api/auth/oauth/finish", null);
        Problem = response.IsSuccessStatusCode ? null : await response.Code();
        if (Problem is not null)
        {
            return null;
        }

        var grant = await response.Read<AccessGrant>();
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", grant.AccessToken);
        return grant.User;
    }

    /// <summary>Why the last sign-in was not finished.</summary>
    public string? Problem { get; private set; }

    /// <summary>Links a provider, or confirms with it, as the security page does.</summary>
    public async Task<Uri> Go(string errand, string name)
    {
        using var response = await Client.PostAsync($"/api/auth/oauth/{name}/{errand}", null);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        var address = (await response.Read<ProviderSignIn.OAuthAddress>()).Url;
        return await Return(name, await provider.Visit(new Uri(address)));
    }
}
