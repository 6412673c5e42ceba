using System.Net;
using System.Text;
using Ami.ServiceDefaults.Problems;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.ServiceDefaults;

[TestClass]
public sealed class ProblemTests
{
    [TestMethod]
    [DataRow("GET", "/nowhere", 404, "request.not_found")]
    [DataRow("DELETE", "/things", 405, "request.method_not_allowed")]
    [DataRow("GET", "/things/0199f1e8-0000-7000-8000-000000000000?page=abc", 400, "request.malformed")]
    [DataRow("GET", "/things/0199f1e8-0000-7000-8000-000000000000?page=99999999999999999999", 400, "request.malformed")]
    [DataRow("GET", "/things/x?page=1", 404, "request.not_found")]
    [DataRow("GET", "/nowhere?q=a%00b", 400, "request.invalid_text")]
    [DataRow("GET", "/bare/429", 429, "request.too_many")]
    [DataRow("GET", "/bare/418", 418, "request.malformed")]
    [DataRow("GET", "/own", 409, "thing.taken")]
    public async Task Request_Refused_AnswersWithCode(string method, string path, int status, string code)
    {
        await using var host = await DefaultsHost.Start();
        using var response = await host.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        ((int)response.StatusCode).ShouldBe(status);
        (await DefaultsHost.Problem(response)).Code.ShouldBe(code);
    }

    [TestMethod]
    [DataRow("{", "application/json", 400, "request.malformed_json")]
    [DataRow("", "application/json", 400, "request.malformed")]
    [DataRow("{\"name\":\"a\",\"price\":1e99,\"at\":\"2024-01-01T00:00:00Z\"}", "application/json", 400, "request.malformed_json")]
    [DataRow("{\"name\":\"\\ud800\",\"price\":1,\"at\":\"2024-01-01T00:00:00Z\"}", "application/json", 400, "request.malformed_json")]
    [DataRow("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "application/json", 400, "request.malformed_json")]
    [DataRow("name=a", "application/x-www-form-urlencoded", 415, "request.unsupported_media_type")]
    public async Task Body_Malformed_AnswersWithCode(string body, string contentType, int status, string code)
    {
        await using var host = await DefaultsHost.Start();
        using var response = await host.Client.PostAsync("/things", new StringContent(body, Encoding.UTF8, contentType));
        ((int)response.StatusCode).ShouldBe(status);
        (await DefaultsHost.Problem(response)).Code.ShouldBe(code);
    }

    [TestMethod]
    public async Task Body_InvalidUtf8_Answers400()
    {
        await using var host = await DefaultsHost.Start();
        var content = new ByteArrayContent([.. "{\"name\":\""u8, 0xC3, 0x28, .. "\",\"price\":1}"u8]);
        content.Headers.ContentType = new("application/json");
        using var response = await host.Client.PostAsync("/things", content);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await DefaultsHost.Problem(response)).Code.ShouldBe("request.malformed_json");
    }

    [TestMethod]
    public async Task Body_WrongType_NamesTheJsonPath()
    {
        await using var host = await DefaultsHost.Start();
        using var response = await host.Client.PostAsync(
            "/things",
            new StringContent("{\"name\":\"a\",\"price\":\"dear\"}", Encoding.UTF8, "application/json")
        );
        (await DefaultsHost.Problem(response)).Detail.ShouldNotBeNull().ShouldContain("$.price");
    }

    [TestMethod]
    public async Task Body_OverLimit_Answers413()
    {
        await using var host = await DefaultsHost.Start();
        using var response = await host.Client.PostAsync(
            "/things",
            new StringContent("{\"name\":\"" + new string('a', 3000) + "\"}", Encoding.UTF8, "application/json")
        );
        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await DefaultsHost.Problem(response)).Code.ShouldBe("request.too_large");
    }

    [TestMethod]
    public async Task Headers_OverLimit_Answers431()
    {
        await using var host = await DefaultsHost.Start();
        host.Client.DefaultRequestHeaders.Add("X-Big", new string('a', 40_000));
        using var response = await host.Client.GetAsync("/nowhere");
        ((int)response.StatusCode).ShouldBe(431);
        (await DefaultsHost.Problem(response)).Code.ShouldBe("request.headers_too_large");
    }

    [TestMethod]
    public async Task Target_OverLimit_Answers414()
    {
        await using var host = await DefaultsHost.Start();
        using var response = await host.Client.GetAsync("/nowhere?q=" + new string('a', 10_000));
        response.StatusCode.ShouldBe(HttpStatusCode.RequestUriTooLong);
        await DefaultsHost.Problem(response);
    }

    [TestMethod]
    public async Task Exception_Unexpected_LeaksNothing()
    {
        await using var host = await DefaultsHost.Start();
        using var response = await host.Client.GetAsync("/boom");
        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await DefaultsHost.Problem(response)).Code.ShouldBe("server.error");
        var body = await response.Content.ReadAsStringAsync();
        body.ShouldNotContain("hunter2");
        body.ShouldNotContain("InvalidOperation");
    }

    [TestMethod]
    public async Task Exception_Mapped_AnswersAsTheHostSays()
    {
        await using var host = await DefaultsHost.Start(configure: builder =>
            builder.Services.Configure<ExceptionAnswers>(answers =>
                answers.Add(e => e is InvalidOperationException ? new(503, "thing.away", "Try later.", TimeSpan.FromSeconds(2)) : null)
            )
        );
        using var response = await host.Client.GetAsync("/boom");
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter?.Delta.ShouldBe(TimeSpan.FromSeconds(2));
        var problem = await DefaultsHost.Problem(response);
        problem.Code.ShouldBe("thing.away");
        problem.Detail.ShouldBe("Try later.");
    }
}
