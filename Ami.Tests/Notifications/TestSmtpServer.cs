using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ami.TestKit;
using MimeKit;

namespace Ami.Tests.Notifications;

/// <summary>
/// As much of RFC 5321 as a submission server has to do, on a loopback port: greeting, EHLO, STARTTLS or TLS from the first byte, AUTH LOGIN, MAIL, RCPT,
/// DATA with dot-unstuffing, RSET, QUIT. It takes addresses beyond ASCII only where it offers SMTPUTF8. A test says what it answers to which command instead,
/// or at which command it hangs up or falls silent.
/// </summary>
internal sealed class TestSmtpServer : IAsyncDisposable
{
    private const string HangUp = "";
    private const string Silence = "...";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _answers = [];
    private readonly TaskCompletionSource _silent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly X509Certificate2? _certificate;
    private readonly bool _implicitTls;
    private readonly Task _accepting;

    /// <param name="certificate">Shown to who asks for TLS; without one there is none.</param>
    /// <param name="implicitTls">TLS from the first byte, instead of by STARTTLS.</param>
    public TestSmtpServer(X509Certificate2? certificate = null, bool implicitTls = false)
    {
        (_certificate, _implicitTls) = (certificate, implicitTls);
        _listener.Start();
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Offers SMTPUTF8 (RFC 6531).</summary>
    public bool Utf8 { get; init; }

    /// <summary>Completed when the server fell silent.</summary>
    public Task Silent => _silent.Task;

    /// <summary>What was accepted, in order.</summary>
    public ConcurrentQueue<ReceivedMail> Accepted { get; } = [];

    /// <summary>Recipients of what was accepted.</summary>
    public ConcurrentQueue<string> Recipients { get; } = [];

    /// <summary>Every line that clients sent outside of DATA.</summary>
    public ConcurrentQueue<string> Commands { get; } = [];

    /// <summary>Where the SMTP sender of a host finds this server.</summary>
    public Dictionary<string, string?> Settings =>
        new()
        {
            ["Mail:Smtp:Host"] = "127.0.0.1",
            ["Mail:Smtp:Port"] = Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Mail:Smtp:Security"] = "none",
            ["Mail:From"] = "AMI <avisos@ami.example>",
        };

    /// <param name="command">First word of a command; <c>.</c> is the end of the data.</param>
    /// <param name="answer">Given once instead of the usual answer.</param>
    public void AnswerOnce(string command, string answer) => _answers.GetOrAdd(command, _ => []).Enqueue(answer);

    /// <summary>Cuts the connection once instead of answering.</summary>
    public void HangUpOnce(string command) => AnswerOnce(command, HangUp);

    /// <summary>Keeps the connection and says nothing more.</summary>
    public void FallSilent(string command) => AnswerOnce(command, Silence);

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
            while (true)
            {
                conversations.Add(Converse(await _listener.AcceptTcpClientAsync(_stopping.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
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
                await using var plain = client.GetStream();
                if (_implicitTls)
                {
                    await using (var secret = await Encrypt(plain))
                    {
                        await Converse(secret, isSecret: true);
                    }
                }
                else
                {
                    await Converse(plain, isSecret: false);
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or AuthenticationException)
            {
                // The client is gone or does not trust us, or the test is over.
            }
        }
    }

    private async Task<SslStream> Encrypt(Stream plain)
    {
        var secret = new SslStream(plain, leaveInnerStreamOpen: true);
        await secret.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stopping.Token);
        return secret;
    }

    private async Task Converse(Stream stream, bool isSecret, bool greet = true)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        await using var writer = new StreamWriter(stream, Encoding.Latin1, leaveOpen: true) { NewLine = "\r\n", AutoFlush = true };
        var recipients = new List<string>();
        if (greet && !await Answer(writer, "CONNECT", "220 test.example ESMTP"))
        {
            return;
        }

        while (await reader.ReadLineAsync(_stopping.Token) is { } line)
        {
            Commands.Enqueue(line);
            var command = line.Split(' ', ':')[0].ToUpperInvariant();
            if (command == "RCPT")
            {
                recipients.Add(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(line.Split('<', '>')[1])));
            }

            var mayStartTls = _certificate is not null && !isSecret;
            if (command == "STARTTLS" && mayStartTls)
            {
                if (!await Answer(writer, command, "220 go ahead"))
                {
                    return;
                }

                await using var secret = await Encrypt(stream);
                await Converse(secret, isSecret: true, greet: false);
                return;
            }

            var answered = command switch
            {
                "EHLO" => await Answer(
                    writer,
                    command,
                    $"250-test.example\r\n250-AUTH LOGIN\r\n{(mayStartTls ? "250-STARTTLS\r\n" : "")}{(Utf8 ? "250-SMTPUTF8\r\n" : "")}250 8BITMIME"
                ),
                "AUTH" => await SignIn(reader, writer, line),
                "DATA" => await Data(reader, writer, recipients),
                "MAIL" or "RCPT" when !Ascii.IsValid(line) && !Utf8 => await Answer(writer, command, "553 no such letters here"),
                "MAIL" or "RCPT" or "RSET" or "NOOP" => await Answer(writer, command, "250 ok"),
                "QUIT" => await Answer(writer, command, "221 bye") && false,
                _ => await Answer(writer, command, "502 what?"),
            };
            if (!answered)
            {
                return;
            }
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
        if (_answers.TryGetValue("DATA", out var planned) && !planned.IsEmpty)
        {
            return await Answer(writer, "DATA", "");
        }

        await writer.WriteLineAsync("354 go ahead");
        var content = new StringBuilder();
        while (await reader.ReadLineAsync(_stopping.Token) is { } line and not ".")
        {
            content.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        var refused = _answers.TryGetValue(".", out var plan) && plan.TryPeek(out var answer) && answer is not HangUp;
        if (!refused)
        {
            using var mail = MimeMessage.Load(new MemoryStream(Encoding.Latin1.GetBytes(content.ToString())));
            Accepted.Enqueue(ReceivedMail.Of(mail));
            recipients.ForEach(Recipients.Enqueue);
        }

        return await Answer(writer, ".", "250 queued");
    }

    /// <returns>False when the connection is to be cut.</returns>
    private async Task<bool> Answer(StreamWriter writer, string command, string usual)
    {
        var answer = _answers.TryGetValue(command, out var planned) && planned.TryDequeue(out var once) ? once : usual;
        if (answer is HangUp)
        {
            return false;
        }

        if (answer is Silence)
        {
            _silent.SetResult();
            await Task.Delay(Timeout.Infinite, _stopping.Token);
        }

        await writer.WriteLineAsync(answer);
        return true;
    }
}
