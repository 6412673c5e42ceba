using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Ami.TestKit;

namespace Ami.Tests.ServiceDefaults;

[TestClass]
public sealed class BareRefusalTests
{
    [TestMethod]
    [DataRow("GET /a%00b HTTP/1.1\r\nHost: x\r\n\r\n", 400)]
    [DataRow("GET / HTTP/1.1\r\n\r\n", 400)]
    [DataRow("GET / HTTP/1.1\r\nHost: x\r\nBad Header: y\r\n\r\n", 400)]
    [DataRow("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n", 400)]
    [DataRow("nonsense\r\n\r\n", 400)]
    [DataRow("GET / HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n", 400)]
    public async Task Connection_NotHttp_IsRefusedWithCode(string request, int status)
    {
        await using var host = await DefaultsHost.Start();
        var (head, body) = await Send(host, request);
        head.ShouldStartWith($"HTTP/1.1 {status} ");
        head.ShouldContain("Content-Type: application/problem+json");
        head.ShouldContain($"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n");
        var problem = JsonSerializer.Deserialize<Refusal>(body, Answers.Refusals).ShouldNotBeNull();
        problem.Code.ShouldBe("request.malformed");
        problem.TraceId.ShouldNotBeNullOrEmpty();
    }

    [TestMethod]
    public async Task Connection_HeadersOverKestrelsLimit_IsRefusedWithCode()
    {
        await using var host = await DefaultsHost.Start();
        var (head, body) = await Send(host, "GET / HTTP/1.1\r\nHost: x\r\nX-Big: " + new string('a', 300_000) + "\r\n\r\n");
        head.ShouldStartWith("HTTP/1.1 431 ");
        body.ShouldContain("request.headers_too_large");
    }

    [TestMethod]
    public async Task Connection_OrdinaryAnswer_IsUntouched()
    {
        await using var host = await DefaultsHost.Start();
        var (head, body) = await Send(host, "GET /alive HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        head.ShouldStartWith("HTTP/1.1 200 ");
        body.ShouldContain("Healthy");
    }

    private static async Task<(string Head, string Body)> Send(DefaultsHost host, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", host.Client.BaseAddress?.Port ?? 0);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(20));
        var end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return (answer[..(end + 4)], answer[(end + 4)..]);
    }
}
