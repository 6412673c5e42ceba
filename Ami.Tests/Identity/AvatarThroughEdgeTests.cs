using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Ami.Modules.Identity;
using Ami.TestKit;
using Ami.Tests.Core.Images;

namespace Ami.Tests.Identity;

/// <summary>Pictures on their whole way, over real connections: the limits of the web server and of the edge leave room for them, and no more.</summary>
[TestClass]
public sealed class AvatarThroughEdgeTests
{
    [TestMethod]
    public async Task Put_LargePictures_PassUpToTheLimitAndAreRefusedBeyondWithAReason()
    {
        using var client = new HttpClient { BaseAddress = new Uri((await WholeSystem.Get()).Run.Url) };
        using var registered = await client.PostAsJsonAsync(
            "/api/auth/register",
            new
            {
                email = "edge-avatar@example.test",
                password = ApiHost.Password,
                displayName = "Edge",
                language = "en",
                timeZone = "UTC",
            }
        );
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await registered.Read<AccessGrant>()).AccessToken);

        // Random pixels do not shrink: 1.9 and 3 megabytes.
        using var large = await Put(client, PngBuilder.Picture(690, 690));
        large.StatusCode.ShouldBe(HttpStatusCode.OK, await large.Content.ReadAsStringAsync());
        var url = (await large.Read<UserProfile>()).AvatarUrl;
        using var shown = await client.GetAsync(url);
        shown.Content.Headers.ContentType?.MediaType.ShouldBe("image/png");
        shown.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        shown.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; sandbox"]);
        (await shown.Content.ReadAsByteArrayAsync()).Length.ShouldBeGreaterThan(500_000);

        using var tooLarge = await Put(client, PngBuilder.Picture(870, 870));
        tooLarge.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await tooLarge.Code()).ShouldBe("image.too_large");
    }

    private static async Task<HttpResponseMessage> Put(HttpClient client, byte[] picture)
    {
        using var content = new ByteArrayContent(picture);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return await client.PutAsync("/api/me/avatar", content);
    }
}
