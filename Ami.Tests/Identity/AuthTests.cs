using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Identity;
using Ami.Modules.Identity.Contracts;
using Ami.TestKit;

namespace Ami.Tests.Identity;

[TestClass]
public sealed class AuthTests : ApiTests<AuthTests>
{
    [TestMethod]
    public async Task Register_NewAddress_SignsInAndSetsTheCookie()
    {
        using var client = Host.Anonymous();
        using var response = await client.PostAsJsonAsync("/api/auth/register", Registration("new@example.com"));
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var cookie = response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("ami_refresh=", StringComparison.Ordinal));
        cookie.ShouldContain("; path=/api/auth");
        cookie.ShouldContain("; secure");
        cookie.ShouldContain("; samesite=strict");
        cookie.ShouldContain("; httponly");
        var grant = await response.Read<AccessGrant>();
        grant.User.Language.ShouldBe(Language.Es);
        grant.User.Plan.ShouldBe(Plan.Free);
        grant.User.Roles.ShouldBe(["student"]);

        client.DefaultRequestHeaders.Authorization = new("Bearer", grant.AccessToken);
        var me = await client.Me();
        me.Email.ShouldBe("new@example.com");
        me.Id.ShouldBe(grant.User.Id);
    }

    [TestMethod]
    public async Task Register_AddressTakenInOtherCase_Conflicts()
    {
        await Host.SignUp("taken@example.com");
        using var response = await Host.Anonymous().PostAsJsonAsync("/api/auth/register", Registration("TAKEN@example.com"));
        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await response.Code()).ShouldBe("auth.email_taken");
    }

    [TestMethod]
    public async Task Register_SameAddressAtOnce_OneAccount()
    {
        var responses = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Host.Anonymous().PostAsJsonAsync("/api/auth/register", Registration("race@example.com")))
        );
        responses.Count(r => r.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        responses.Count(r => r.StatusCode == HttpStatusCode.Conflict).ShouldBe(7);
    }

    [TestMethod]
    [DataRow("email", "not-an-address")]
    [DataRow("email", "a b@example.com")]
    [DataRow("email", "<script>@example.com")]
    [DataRow("email", "nul\0@example.com")]
    [DataRow("password", "short")]
    [DataRow("password", "aaaaaaaaaaaaaaaa")]
    [DataRow("displayName", "   ")]
    [DataRow("displayName", "nul\0")]
    [DataRow("timeZone", "Mars/Olympus")]
    public async Task Register_WrongField_IsNamed(string field, string value)
    {
        var body = new Dictionary<string, string>
        {
            ["email"] = "field@example.com",
            ["password"] = ApiHost.Password,
            ["displayName"] = "Ana",
            ["language"] = "en",
            ["timeZone"] = "Europe/Madrid",
            [field] = value,
        };
        using var response = await Host.Anonymous().PostAsJsonAsync("/api/auth/register", body);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await response.Refusal();
        problem.Code.ShouldBe("auth.invalid_fields");
        problem.Errors.ShouldNotBeNull()[field].Count.ShouldBe(1);
        problem.TraceId.ShouldNotBeNullOrEmpty();
    }

    [TestMethod]
    [DataRow("""{"email":"a@example.com"}""", "password")]
    [DataRow("""{"email":null,"password":"x","displayName":"x","language":"en","timeZone":"UTC"}""", "$.email")]
    [DataRow("""{"email":"a@example.com","password":"x","displayName":"x","language":"de","timeZone":"UTC"}""", "$.language")]
    [DataRow("""{"email":"a@example.com","password":"x","displayName":"x","language":1,"timeZone":"UTC"}""", "$.language")]
    public async Task Register_MalformedBody_SaysWhere(string body, string mentioned)
    {
        using var response = await Host.Anonymous().PostAsync("/api/auth/register", new StringContent(body, null, "application/json"));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Refusal()).Detail.ShouldNotBeNull().ShouldContain(mentioned);
    }

    [TestMethod]
    public async Task Login_RightPassword_SignsIn()
    {
        var user = await Host.SignUp();
        using var client = Host.Anonymous();
        using var response = await client.PostAsJsonAsync("/api/auth/login", new { email = user.Email.ToUpperInvariant(), password = ApiHost.Password });
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Read<AccessGrant>()).User.Id.ShouldBe(user.UserId);
    }

    [TestMethod]
    public async Task Login_WrongPasswordAndUnknownAddress_AnswerAlike()
    {
        var user = await Host.SignUp();
        using var wrong = await Login(user.Email, "not the password");
        using var unknown = await Login("nobody@example.com", "not the password");
        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var (a, b) = (await wrong.Refusal(), await unknown.Refusal());
        (a with { TraceId = "" }).ShouldBe(b with { TraceId = "" });
        a.Code.ShouldBe("auth.invalid_credentials");
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Login_FiveFailures_LocksOutEvenTheRightPassword(bool known)
    {
        var email = known ? (await Host.SignUp()).Email : "ghost@example.com";
        for (var i = 0; i < 5; i++)
        {
            (await Login(email, "not the password")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        using var locked = await Login(email, ApiHost.Password);
        locked.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        locked.Headers.RetryAfter?.Delta.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.FromSeconds(20));
        (await locked.Code()).ShouldBe("auth.locked_out");
    }

    [TestMethod]
    public async Task Login_ManyGuessesAtOnce_NoMoreThanFiveAreLookedAt()
    {
        var user = await Host.SignUp();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Login(user.Email, "not the password")));
        answers.Count(a => a.StatusCode == HttpStatusCode.Unauthorized).ShouldBe(5);
        answers.Count(a => a.StatusCode == HttpStatusCode.TooManyRequests).ShouldBe(15);
    }

    [TestMethod]
    public async Task Login_SuccessBetweenFailures_StartsCountingAnew()
    {
        var user = await Host.SignUp();
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 3; i++)
            {
                await Login(user.Email, "not the password");
            }

            (await Login(user.Email, ApiHost.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [TestMethod]
    public async Task UpdateMe_SomeFields_ChangesOnlyThose()
    {
        var user = await Host.SignUp();
        using var response = await user.Client.PatchAsJsonAsync("/api/me", new { language = "es", timeZone = "America/Argentina/Buenos_Aires" });
        var me = await response.Read<UserProfile>();
        me.Language.ShouldBe(Language.Es);
        me.TimeZone.ShouldBe("America/Argentina/Buenos_Aires");
        me.DisplayName.ShouldBe("Student");
        (await user.Client.PatchAsJsonAsync("/api/me", new { displayName = "" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [TestMethod]
    public async Task Me_Anonymous_IsRefusedWithCode()
    {
        using var response = await Host.Anonymous().GetAsync("/api/me");
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await response.Code()).ShouldBe("auth.unauthenticated");
        response.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("Bearer");
    }

    private static Task<HttpResponseMessage> Login(string email, string password) =>
        Host.Anonymous().PostAsJsonAsync("/api/auth/login", new { email, password });

    private static object Registration(string email) =>
        new
        {
            email,
            password = ApiHost.Password,
            displayName = "Ana",
            language = "es",
            timeZone = "Europe/Madrid",
        };
}
