using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Ami.ServiceDefaults.Logging;

/// <summary>One JSON object a line: time, level, category, message, traceId, spanId, userId, the structured values, exception.</summary>
internal sealed class JsonLogFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "ami-json";

    // The lines are for log shippers, not for HTML pages: readable accents, quotes still escaped.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("time", time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            json.WriteString("level", logEntry.LogLevel.ToString());
            json.WriteString("category", logEntry.Category);
            json.WriteString("message", Redaction.Clean(logEntry.Formatter(logEntry.State, null)));
            WriteTrace(json);
            scopeProvider?.ForEachScope(static (scope, writer) => WriteUser(writer, scope), json);
            if (logEntry.State is IReadOnlyList<KeyValuePair<string, object?>> { Count: > 1 } values)
            {
                WriteValues(json, values);
            }

            if (logEntry.Exception is { } exception)
            {
                json.WriteString("exception", Redaction.Clean(exception.ToString()));
            }

            json.WriteEndObject();
        }
        textWriter.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void WriteTrace(Utf8JsonWriter json)
    {
        if (Activity.Current is not { } activity)
        {
            return;
        }

        json.WriteString("traceId", activity.TraceId.ToHexString());
        json.WriteString("spanId", activity.SpanId.ToHexString());
    }

    private static void WriteUser(Utf8JsonWriter json, object? scope)
    {
        if (scope is not KeyValuePair<string, object?>[] pairs)
        {
            return;
        }

        foreach (var (key, value) in pairs)
        {
            if (value is not null)
            {
                json.WriteString(key, Convert.ToString(value, CultureInfo.InvariantCulture));
            }
        }
    }

    private static void WriteValues(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        json.WriteStartObject("values");
        foreach (var (key, value) in values)
        {
            if (key != "{OriginalFormat}")
            {
                json.WriteString(key, Text(key, value));
            }
        }

        json.WriteEndObject();
    }

    private static string? Text(string key, object? value) =>
        Redaction.IsSecretName(key) ? Redaction.Mask
        : Convert.ToString(value, CultureInfo.InvariantCulture) is { } text ? Redaction.Clean(text)
        : null;
}

internal static class JsonConsoleSetup
{
    /// <summary><c>Logging:Console:FormatterName=simple</c> gives plain text instead.</summary>
    public static void AddJsonConsole(this WebApplicationBuilder builder)
    {
        builder.Logging.AddConsole(options => options.FormatterName = builder.Configuration["Logging:Console:FormatterName"] ?? JsonLogFormatter.FormatterName);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ConsoleFormatter, JsonLogFormatter>());
        // Two lines a request from the host tell less than the span and the metric of the same request. Lowest priority: any setting overrides.
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(
            0,
            new MemoryConfigurationSource
            {
                InitialData =
                [
                    new("Logging:LogLevel:Microsoft.AspNetCore", "Warning"),
                    new("Logging:LogLevel:System.Net.Http", "Warning"),
                    new("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Warning"),
                    new("Logging:LogLevel:Npgsql", "Warning"),
                    new("Logging:LogLevel:Polly", "Warning"),
                    new("Logging:LogLevel:Quartz", "Warning"),
                    new("Logging:LogLevel:StackExchange.Redis", "Warning"),
                ],
            }
        );
    }
}
