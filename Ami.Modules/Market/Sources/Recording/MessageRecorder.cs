using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ami.Modules.Market.Sources.Recording;

/// <summary>A line of a recording: a message of a stream, or an answer.</summary>
/// <param name="At">When it was received, by the clock on the wall, Unix milliseconds.</param>
/// <param name="Path">What was asked, with its query; null of a message.</param>
/// <param name="Status">The answer's status; 0 of a message.</param>
/// <param name="Text">What was received.</param>
internal sealed record RecordedLine(long At, string? Path, int Status, string Text);

[JsonSerializable(typeof(RecordedLine))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class RecordingJson : JsonSerializerContext;

/// <summary>Writes what a source sends into a file a day, a line each: public market data and nothing else.</summary>
internal sealed class MessageRecorder(string folder, string name, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private StreamWriter? _file;
    private string? _day;

    /// <summary>Notes a message of the stream.</summary>
    public void Message(ReadOnlySpan<byte> text) => Write(null, 0, Encoding.UTF8.GetString(text));

    /// <summary>Notes an answer.</summary>
    public void Answer(string path, int status, string body) => Write(path, status, body);

    public void Dispose()
    {
        lock (_gate)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    private void Write(string? path, int status, string text)
    {
        var now = time.GetUtcNow();
        var line = JsonSerializer.Serialize(new RecordedLine(now.ToUnixTimeMilliseconds(), path, status, text), RecordingJson.Default.RecordedLine);
        lock (_gate)
        {
            var day = now.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
            if (_file is null || _day != day)
            {
                _file?.Dispose();
                Directory.CreateDirectory(folder);
                (_file, _day) = (new StreamWriter(Path.Combine(folder, $"{name}-{day}.jsonl"), append: true), day);
            }

            _file.WriteLine(line);
        }
    }
}

/// <summary>Connections whose messages are recorded.</summary>
internal sealed class RecordedStreams(IMessageStreams inner, MessageRecorder recorder) : IMessageStreams
{
    public async Task<IMessageStream> Open(Uri address, CancellationToken cancellationToken) =>
        new Recorded(await inner.Open(address, cancellationToken), recorder);

    private sealed class Recorded(IMessageStream stream, MessageRecorder recorder) : IMessageStream
    {
        public async ValueTask<ReadOnlyMemory<byte>?> Receive(CancellationToken cancellationToken)
        {
            var message = await stream.Receive(cancellationToken);
            if (message is { } received)
            {
                recorder.Message(received.Span);
            }

            return message;
        }

        public ValueTask DisposeAsync() => stream.DisposeAsync();
    }
}

/// <summary>Records the answers of a client. Addresses hold no secrets: the source needs no key.</summary>
internal sealed class RecordingHandler(MessageRecorder recorder) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        recorder.Answer(request.RequestUri?.PathAndQuery ?? "", (int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
        return response;
    }
}
