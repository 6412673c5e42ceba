using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Ami.Modules.Notifications.Mailing;

namespace Ami.Tests.Notifications;

/// <summary>
/// As much of RFC 5321 as a submission server has to do, on a loopback port: greeting, EHLO, AUTH LOGIN, MAIL, RCPT, DATA with dot-unstuffing, RSET, QUIT. A test says what it
/// answers to which command instead, or at which command it hangs up.
/// </summary>
internal sealed class TestSmtpServer : IAsyncDisposable
{
    private const string HangUp = "";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _answers = [];
    private readonly Task _accepting;

    public TestSmtpServer()
    {
        _listener.Start();
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What was accepted, in order.</summary>
    public ConcurrentQueue<EmlFile> Accepted { get; } = [];

    /// <summary>Recipients of what was accepted.</summary>
    public ConcurrentQueue<string> Recipients { get; } = [];

    /// <summary>Every line that clients sent outside of DATA.</summary>
    public ConcurrentQueue<string> Commands { get; } = [];

    /// <summary>Where the SMTP sender of a host finds this server.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Mail:Smtp:Host"] = "127.0.0.1",
        ["Mail:Smtp:Port"] = Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Mail:Smtp:StartTls"] = "false",
        ["Mail:From"] = "AMI <avisos@ami.example>",
    };

    /// <param name="command">First word of a command; <c>.</c> is the end of the data.</param>
    /// <param name="answer">Given once instead of the usual answer.</param>
    public void AnswerOnce(string command, string answer) => _answers.GetOrAdd(command, _ => []).Enqueue(answer);

    /// <summary>Cuts the connection once instead of answering.</summary>
    public void HangUpOnce(string command) => AnswerOnce(command, HangUp);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task Accept()
    {
        var conversations = new List<Task>();
        try
        {
            while (true) conversations.Add(Converse(await _listener.AcceptTcpClientAsync(_stopping.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(conversations);
        }
    }

    private async Task Converse(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1);
                await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
                await Converse(reader, writer);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The client is gone, or the test is over.
            }
        }
    }

    private async Task Converse(StreamReader reader, StreamWriter writer)
    {
        var recipients = new List<string>();
        if (!await Answer(writer, "CONNECT", "220 test.example ESMTP")) return;
        while (await reader.ReadLineAsync(_stopping.Token) is { } line)
        {
            Commands.Enqueue(line);
            var command = line.Split(' ', ':')[0].ToUpperInvariant();
            if (command == "RCPT") recipients.Add(line.Split('<', '>')[1]);
            var answered = command switch
            {
                "EHLO" => await Answer(writer, command, "250-test.example\r\n250-AUTH LOGIN\r\n250 8BITMIME"),
                "AUTH" => await SignIn(reader, writer, line),
                "DATA" => await Data(reader, writer, recipients),
                "MAIL" or "RCPT" or "RSET" or "NOOP" => await Answer(writer, command, "250 ok"),
                "QUIT" => await Answer(writer, command, "221 bye") && false,
                _ => await Answer(writer, command, "502 what?"),
            };
            if (!answered) return;
        }
    }

    private async Task<bool> SignIn(StreamReader reader, StreamWriter writer, string line)
    {
        if (line.Split(' ').Length < 3)
        {
            await writer.WriteLineAsync("334 VXNlcm5hbWU6");
            await reader.ReadLineAsync(_stopping.Token);
        }

        await writer.WriteLineAsync("334 UGFzc3dvcmQ6");
        Commands.Enqueue("PASSWORD " + await reader.ReadLineAsync(_stopping.Token));
        return await Answer(writer, "AUTH", "235 welcome");
    }

    private async Task<bool> Data(StreamReader reader, StreamWriter writer, List<string> recipients)
    {
        if (_answers.TryGetValue("DATA", out var planned) && !planned.IsEmpty) return await Answer(writer, "DATA", "");
        await writer.WriteLineAsync("354 go ahead");
        var content = new StringBuilder();
        while (await reader.ReadLineAsync(_stopping.Token) is { } line and not ".") content.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        var refused = _answers.TryGetValue(".", out var plan) && plan.TryPeek(out var answer) && answer is not HangUp;
        if (!refused)
        {
            Accepted.Enqueue(EmlFile.Parse(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(content.ToString()))));
            recipients.ForEach(Recipients.Enqueue);
        }

        return await Answer(writer, ".", "250 queued");
    }

    /// <returns>False when the connection is to be cut.</returns>
    private async Task<bool> Answer(StreamWriter writer, string command, string usual)
    {
        var answer = _answers.TryGetValue(command, out var planned) && planned.TryDequeue(out var once) ? once : usual;
        if (answer is HangUp) return false;
        await writer.WriteLineAsync(answer);
        return true;
    }
}
