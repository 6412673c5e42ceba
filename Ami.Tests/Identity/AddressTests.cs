using System.Net;
using Ami.Modules.Identity;
using Ami.TestKit;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

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
    public async Task Domain_StoredInUnicodeBefore_IsFoundAfterTheRepair()
    {
        var ana = await Host.SignUp("ana@köln.example");
        await Host.SignUp("eva@münster.example");
        var (old, taken) = (await Host.SignUp("eva@other.example"), "EVA@MÜNSTER.EXAMPLE");
        // As they were written before domains were compared in Punycode.
        await Write(ana.UserId, "ANA@KÖLN.EXAMPLE");
        await Write(old.UserId, taken);
        (await Login("ana@köln.example", ApiHost.Password)).ShouldBe(HttpStatusCode.Unauthorized);

        await Repair();
        (await Login("ana@köln.example", ApiHost.Password)).ShouldBe(HttpStatusCode.OK);
        (await Login("ana@xn--kln-sna.example", ApiHost.Password)).ShouldBe(HttpStatusCode.OK);
        (await Register("ana@xn--kln-sna.example", "Ana", ApiHost.Password)).ShouldBe(HttpStatusCode.Conflict);
        // Whose mailbox already is somebody else's stays as it was.
        (await NormalizedOf(old.UserId)).ShouldBe(taken);
        await Repair();
        (await NormalizedOf(ana.UserId)).ShouldBe("ANA@XN--KLN-SNA.EXAMPLE");
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

    private static async Task Write(Guid user, string normalized)
    {
        await using var command = Source.CreateCommand("update identity.users set normalized_email = $2, normalized_user_name = $2 where id = $1");
        command.With(user).With(normalized);
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }

    private static async Task<string?> NormalizedOf(Guid user)
    {
        await using var command = Source.CreateCommand("select normalized_email from identity.users where id = $1 and normalized_email = normalized_user_name");
        command.With(user);
        return await command.ExecuteScalarAsync() as string;
    }

    private Task Repair() =>
        new AddressRepair(Source, Host.Services.GetRequiredService<ILookupNormalizer>(), NullLogger<AddressRepair>.Instance).StartAsync(
            TestContext.CancellationToken
        );

    private static NpgsqlDataSource Source => Host.Services.GetRequiredService<NpgsqlDataSource>();

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
