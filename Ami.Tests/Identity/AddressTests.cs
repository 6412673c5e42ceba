using System.Net;
using Ami.Modules.Identity;
using Ami.TestKit;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Ami.Tests.Identity;

/// <summary>The same address, and the same password, however they are written.</summary>
[TestClass]
public sealed class AddressTests : ApiTests<AddressTests>
{
    /// <summary>An accent of its own, as some keyboards send it.</summary>
    private const string Decomposed = "contrasen\u0303a larga de Jose\u0301";

    private const string Composed = "contrase\u00F1a larga de Jos\u00E9";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Domain_InUnicodeAndInPunycode_IsOneAddress()
    {
        await Host.SignUp("ana@bücher.example");
        (await Login("ANA@xn--bcher-kva.example", ApiHost.Password)).ShouldBe(HttpStatusCode.OK);
        (await Login("ana@BÜCHER.example", ApiHost.Password)).ShouldBe(HttpStatusCode.OK);
        (await Register("ana@xn--bcher-kva.example", "Ana", ApiHost.Password)).ShouldBe(HttpStatusCode.Conflict);
    }

    [TestMethod]
    [DataRow("josé@example.com")]
    [DataRow("用户@example.com")]
    [DataRow("ana@ex_ample.com")]
    [DataRow("ana@exam\u00ADple..com")]
    public async Task Register_AddressThatMailWouldNotReach_IsRefused(string address) =>
        (await Register(address, "Ana", ApiHost.Password)).ShouldBe(HttpStatusCode.BadRequest);

    [TestMethod]
    [DataRow("Ana\u202Egro.elpmaxe")]
    [DataRow("\u200B\u200B")]
    public async Task Register_NameThatIsNotWhatItShows_IsRefused(string name) =>
        (await Register("shown@example.com", name, ApiHost.Password)).ShouldBe(HttpStatusCode.BadRequest);

    [TestMethod]
    public async Task Password_TypedInOtherCodePoints_IsTheSame()
    {
        (await Register("jose@example.com", "José", Decomposed)).ShouldBe(HttpStatusCode.Created);
        (await Login("jose@example.com", Composed)).ShouldBe(HttpStatusCode.OK);
        (await Login("jose@example.com", Composed.Replace(' ', '\u00A0'))).ShouldBe(HttpStatusCode.OK);
        (await Login("jose@example.com", Composed + " ")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    public async Task Verify_HashOfWhatWasTypedBefore_StillWorks_AndIsReplaced()
    {
        var options = Options.Create(new PasswordHasherOptions { IterationCount = 1000 });
        using var work = new PasswordWork(options);
        var user = new User
        {
            DisplayName = "",
            Language = default,
            TimeZone = "",
            CreatedAt = default,
        };
        user.PasswordHash = new PasswordHasher<User>(options).HashPassword(user, Decomposed);
        var cancel = TestContext.CancellationToken;
        (await work.Verify(user, Decomposed, cancel)).ShouldBe(PasswordVerificationResult.SuccessRehashNeeded);
        (await work.Verify(user, Decomposed + "x", cancel)).ShouldBe(PasswordVerificationResult.Failed);
        user.PasswordHash = await work.Hash(Decomposed, cancel);
        (await work.Verify(user, Composed, cancel)).ShouldBe(PasswordVerificationResult.Success);
    }

    private static async Task<HttpStatusCode> Login(string email, string password)
    {
        using var response = await Host.Anonymous().Post("/api/auth/login", new { email, password });
        return response.StatusCode;
    }

    private static async Task<HttpStatusCode> Register(string email, string displayName, string password)
    {
        using var response = await Host.Anonymous()
            .Post(
                "/api/auth/register",
                new
                {
                    email,
                    password,
                    displayName,
                    language = "en",
                    timeZone = "UTC",
                }
            );
        return response.StatusCode;
    }
}
