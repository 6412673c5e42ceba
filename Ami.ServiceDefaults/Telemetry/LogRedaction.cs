using Ami.ServiceDefaults.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Ami.ServiceDefaults.Telemetry;

/// <summary>The same masking for logs that leave over OTLP as for those on the console.</summary>
internal sealed class LogRedaction : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        if (data.FormattedMessage is { } message)
        {
            data.FormattedMessage = Redaction.Clean(message);
        }

        data.Attributes =
        [
            .. (data.Attributes ?? []).Select(pair => new KeyValuePair<string, object?>(
                pair.Key,
                Redaction.IsSecretName(pair.Key) ? Redaction.Mask
                    : pair.Value is string text ? Redaction.Clean(text)
                    : pair.Value
            )),
            .. Described(data.Exception),
        ];
        data.Exception = null;
    }

    /// <summary>By the conventions for exceptions; the exporter would take message and stack as they are.</summary>
    private static IEnumerable<KeyValuePair<string, object?>> Described(Exception? exception)
    {
        if (exception is null)
        {
            yield break;
        }

        yield return new("exception.type", exception.GetType().FullName);
        yield return new("exception.message", Redaction.Clean(exception.Message));
        yield return new("exception.stacktrace", Redaction.Clean(exception.ToString()));
    }
}
