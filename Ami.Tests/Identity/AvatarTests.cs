using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Ami.Modules.Identity;
using Ami.TestKit;
using Ami.Tests.Core.Files;
using Ami.Tests.Core.Images;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Ami.Tests.Identity;

[TestClass]
public sealed class AvatarTests : ApiTests<AvatarTests>, IApiTests
{
    static Task<ApiHost> IApiTests.StartHost() =>
        ApiHost.Start(new Dictionary<string, string?> { ["Files:Folder"] = Directory.CreateTempSubdirectory("ami-avatars-").FullName });

    [TestMethod]
    public async Task Put_Picture_IsShownToAnybodyUnderTheProfilesAddress()
    {
        var user = await Host.SignUp();
        (await user.Client.Me()).AvatarUrl.ShouldBeNull();
        var url = await Upload(user, Pictures.BaselineJpeg, "image/jpeg");
        (await user.Client.Me()).AvatarUrl.ShouldBe(url);

        using var shown = await Host.Anonymous().GetAsync(url);
        shown.StatusCode.ShouldBe(HttpStatusCode.OK);
        shown.Content.Headers.ContentType?.MediaType.ShouldBe("image/jpeg");
        shown.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        shown.Headers.GetValues("Content-Security-Policy").Single().ShouldBe("default-src 'none'; sandbox");
        shown.Headers.CacheControl?.ToString().ShouldNotBeNull().ShouldContain("immutable");
        (await shown.Content.ReadAsByteArrayAsync()).ShouldBe(ImageCleaner.Clean(Pictures.BaselineJpeg, new()).Value.Bytes);
    }

    [TestMethod]
    public async Task Get_KnownTag_IsNotSentAgain()
    {
        var user = await Host.SignUp();
        var url = await Upload(user, Pictures.PalettePng, "image/png");
        using var first = await Host.Anonymous().GetAsync(url.Split('?')[0]);
        first.Headers.CacheControl?.NoCache.ShouldBeTrue();
        using var request = new HttpRequestMessage(HttpMethod.Get, url.Split('?')[0]);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag.ShouldNotBeNull());
        using var second = await Host.Anonymous().SendAsync(request);
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await second.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        await Upload(user, Pictures.LossyWebp, "image/webp");
        using var again = new HttpRequestMessage(HttpMethod.Get, url.Split('?')[0]);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag);
        (await Host.Anonymous().SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task PutAndDelete_FormerPicture_IsGoneFromTheStore()
    {
        var user = await Host.SignUp();
        await Upload(user, Pictures.PalettePng, "image/png");
        await Upload(user, Pictures.InterlacedPng, "image/png");
        await Host.DispatchEvents();
        (await Stored(user.UserId)).ShouldBe(1);
        using var removed = await user.Client.DeleteAsync("/api/me/avatar");
        (await removed.Read<UserProfile>()).AvatarUrl.ShouldBeNull();
        await Host.DispatchEvents();
        (await Stored(user.UserId)).ShouldBe(0);
        using var gone = await Host.Anonymous().GetAsync($"/api/users/{user.UserId}/avatar");
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Client.DeleteAsync("/api/me/avatar")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    [DataRow("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "image/svg+xml", HttpStatusCode.UnsupportedMediaType, "image.unsupported")]
    [DataRow("GIF89a", "image/gif", HttpStatusCode.UnsupportedMediaType, "image.unsupported")]
    [DataRow("GIF89a", "image/png", HttpStatusCode.BadRequest, "image.unsupported")]
    [DataRow("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "image/png", HttpStatusCode.BadRequest, "image.unsupported")]
    [DataRow("<script>alert(1)</script>", "text/html", HttpStatusCode.UnsupportedMediaType, "image.unsupported")]
    [DataRow("", "image/png", HttpStatusCode.BadRequest, "image.unsupported")]
    public async Task Put_NoPicture_IsRefusedAndNothingStored(string content, string type, HttpStatusCode status, string code)
    {
        var user = await Host.SignUp();
        using var response = await Put(user, Encoding.UTF8.GetBytes(content), type);
        response.StatusCode.ShouldBe(status);
        var problem = await response.Refusal();
        problem.Code.ShouldBe(code);
        problem.Detail.ShouldNotBeNull().ShouldContain("PNG, JPEG or WebP");
        problem.Title.ShouldNotBeNull().ShouldNotContain("application/json");
        (await Stored(user.UserId)).ShouldBe(0);
    }

    [TestMethod]
    public async Task Put_ContentTypeLies_IsShownAsWhatItIs()
    {
        var user = await Host.SignUp();
        using var shown = await Host.Anonymous().GetAsync(await Upload(user, Pictures.LosslessWebp, "image/png"));
        shown.Content.Headers.ContentType?.MediaType.ShouldBe("image/webp");
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Put_TooLarge_IsRefusedWhetherOrNotTheLengthIsTold(bool told)
    {
        var user = await Host.SignUp();
        var bytes = new byte[2 * 1024 * 1024 + 1];
        Pictures.BaselineJpeg.CopyTo(bytes, 0);
        using HttpContent content = told ? new ByteArrayContent(bytes) : new StreamContent(new Unmeasured(bytes));
        content.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        using var response = await user.Client.PutAsync("/api/me/avatar", content);
        (await response.Code()).ShouldBe("image.too_large");
    }

    [TestMethod]
    public async Task Put_Anonymous_IsRefused()
    {
        using var content = new ByteArrayContent(Pictures.PalettePng);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        (await Host.Anonymous().PutAsync("/api/me/avatar", content)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    public async Task PutAndGet_StoreAway_SayThatItPasses()
    {
        await using var server = await S3Server.Start();
        var options = server.Options();
        options.Retries = 0;
        await using var host = await ApiHost.Start(services: services =>
            services.Replace(ServiceDescriptor.Singleton<FileStore>(_ => new S3FileStore(options)))
        );
        var user = await host.SignUp();
        var url = await Upload(user, Pictures.PalettePng, "image/png");
        server.Fail(StoreFault.Busy, int.MaxValue);
        foreach (var response in (HttpResponseMessage[])[await host.Anonymous().GetAsync(url), await Put(user, Pictures.PalettePng, "image/png")])
        {
            response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await response.Code()).ShouldBe("files.unavailable");
            response.Headers.RetryAfter.ShouldNotBeNull();
        }

        server.Fail(StoreFault.Busy, 0);
        (await host.Anonymous().GetAsync(url)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task Sweep_PictureThatNoRowNames_IsRemovedOnceItIsOld()
    {
        var sweep = ActivatorUtilities.CreateInstance<SweepAvatars>(Host.Services);
        Host.Time.Advance(TimeSpan.FromHours(2));
        await sweep.Sweep(CancellationToken.None); // what other tests left
        var user = await Host.SignUp();
        await Upload(user, Pictures.PalettePng, "image/png");
        var files = Host.Services.GetRequiredService<FileStore>();
        var lost = AvatarName.KeyOf(user.UserId, AvatarName.New(new CleanImage(ImageFormat.Png, 1, 1, []), Host.Time.GetUtcNow()));
        await files.Put(lost, new MemoryStream([1]));
        (await sweep.Sweep(CancellationToken.None)).ShouldBe(0);
        Host.Time.Advance(TimeSpan.FromHours(2));
        (await sweep.Sweep(CancellationToken.None)).ShouldBe(1);
        (await files.Open(lost)).ShouldBeNull();
        (await Host.Anonymous().GetAsync($"/api/users/{user.UserId}/avatar")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpResponseMessage> Put(SignedIn user, byte[] picture, string type)
    {
        using var content = new ByteArrayContent(picture);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await user.Client.PutAsync("/api/me/avatar", content);
    }

    /// <returns>Its address.</returns>
    private static async Task<string> Upload(SignedIn user, byte[] picture, string type)
    {
        using var response = await Put(user, picture, type);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return (await response.Read<UserProfile>()).AvatarUrl.ShouldNotBeNull();
    }

    private static async Task<int> Stored(Guid userId)
    {
        var count = 0;
        await foreach (var key in Host.Services.GetRequiredService<FileStore>().List(AvatarName.Folder))
        {
            if (AvatarName.TryParse(key, out var owner, out _, out _) && owner == userId)
            {
                count++;
            }
        }

        return count;
    }

    /// <summary>A stream that does not say how long it is.</summary>
    private sealed class Unmeasured(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
