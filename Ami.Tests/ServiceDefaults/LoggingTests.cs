using System.Text.Json;
using Ami.ServiceDefaults.Logging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ami.Tests.ServiceDefaults;

[TestClass]
public sealed class LoggingTests
{
    [TestMethod]
    [DataRow("Host=a;Password=hunter2;Database=b", "hunter2", "Database=b")]
    [DataRow("Authorization: Bearer abcdefghijkl.mno", "abcdefghijkl", "Authorization")]
    [DataRow("token eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln was refused", "eyJzdWIi", "was refused")]
    [DataRow("{\"refreshToken\":\"zzzzzz\",\"other\":1}", "zzzzzz", "other")]
    [DataRow("ami_refresh=abc123; Path=/", "abc123", "Path=/")]
    public void Clean_Secret_IsMasked(string text, string secret, string kept)
    {
        var clean = Redaction.Clean(text);
        clean.ShouldNotContain(secret);
        clean.ShouldContain(kept);
    }

    [TestMethod]
    [DataRow("password", true)]
    [DataRow("RefreshToken", true)]
    [DataRow("x-api-key", true)]
    [DataRow("symbol", false)]
    [DataRow("tokenCount", false)]
    public void IsSecretName_Name_Decides(string name, bool secret) => Redaction.IsSecretName(name).ShouldBe(secret);

    [TestMethod]
    public void Write_EntryWithScopeAndValues_IsOneJsonLine()
    {
        var scopes = new LoggerExternalScopeProvider();
        using var scope = scopes.Push(new KeyValuePair<string, object?>[] { new("userId", "u1") });
        KeyValuePair<string, object?>[] state = [new("Symbol", "BTC-SIM"), new("Password", "hunter2"), new("{OriginalFormat}", "x")];
        var output = new StringWriter();
        new JsonLogFormatter(TimeProvider.System).Write(
            new LogEntry<KeyValuePair<string, object?>[]>(
                LogLevel.Warning,
                "Ami.Test",
                default,
                state,
                new InvalidOperationException("Password=hunter2"),
                (_, _) => "two\nlines"
            ),
            scopes,
            output
        );
        var text = output.ToString();
        text.TrimEnd('\r', '\n').ShouldNotContain("\n");
        text.ShouldNotContain("hunter2");
        var line = JsonDocument.Parse(text).RootElement;
        line.GetProperty("userId").GetString().ShouldBe("u1");
        line.GetProperty("level").GetString().ShouldBe("Warning");
        line.GetProperty("values").GetProperty("Symbol").GetString().ShouldBe("BTC-SIM");
    }
}
