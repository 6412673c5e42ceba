using Ami.ServiceDefaults.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Ami.ServiceDefaults.Telemetry;

/// <summary>The same masking for logs that leave over OTLP as for those on the console.</summary>
internal sealed class LogRedaction : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        if (data.FormattedMessage is { } message) data.FormattedMessage = Redaction.Clean(message);
        if (data.Attributes is not { Count: > 0 } attributes) return;
        data.Attributes = [.. attributes.Select(pair => new KeyValuePair<string, object?>(
            pair.Key,
            Redaction.IsSecretName(pair.Key) ? Redaction.Mask : pair.Value is string text ? Redaction.Clean(text) : pair.Value))];
    }
}
