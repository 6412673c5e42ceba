using Microsoft.AspNetCore.Http;

namespace Ami.Tests.Core;

[TestClass]
public sealed class CsvExportTests
{
    [TestMethod]
    public async Task Execute_Rows_WritesHeaderAndLinesWithByteOrderMark()
    {
        var body = new MemoryStream();
        var context = await Run(body, Numbers(2));
        System.Text.Encoding.UTF8.GetString(body.ToArray()).ShouldBe("\uFEFFnumber,half\r\n1,0.5\r\n2,1\r\n");
        context.Response.ContentType.ShouldBe("text/csv; charset=utf-8");
        context.Response.Headers.ContentDisposition.ToString().ShouldBe("attachment; filename=\"numbers.csv\"");
        context.Response.Headers.CacheControl.ToString().ShouldBe("no-store");
    }

    [TestMethod]
    public async Task Execute_ManyRows_WritesWhileReading()
    {
        var read = 0;
        var body = new Progress(() => read);
        await Run(body, Numbers(200_000, () => read++));
        read.ShouldBe(200_000);
        body.Written.ShouldBeGreaterThan(1_000_000);
        body.MostRowsBeforeAWrite.ShouldBeLessThan(10_000);
    }

    [TestMethod]
    public async Task Execute_FirstRowFails_NothingIsSent()
    {
        var context = new DefaultHttpContext();
        await Should.ThrowAsync<InvalidOperationException>(() => Export(Failing()).ExecuteAsync(context));
        context.Response.Headers.ShouldBeEmpty();
    }

    private static async Task<HttpContext> Run(Stream body, IAsyncEnumerable<int> rows)
    {
        var context = new DefaultHttpContext { Response = { Body = body } };
        await Export(rows).ExecuteAsync(context);
        return context;
    }

    private static CsvExport Export(IAsyncEnumerable<int> rows) => CsvExport.Of("numbers.csv", rows, new("number", n => n), new("half", n => n / 2m));

    private static async IAsyncEnumerable<int> Numbers(int count, Action? read = null)
    {
        await Task.CompletedTask;
        for (var n = 1; n <= count; n++)
        {
            read?.Invoke();
            yield return n;
        }
    }

    private static async IAsyncEnumerable<int> Failing()
    {
        await Task.CompletedTask;
        if (Environment.ProcessorCount > 0)
        {
            throw new InvalidOperationException("the database is away");
        }

        yield return 1;
    }

    /// <summary>Notes how many rows were read between two writes.</summary>
    private sealed class Progress(Func<int> read) : MemoryStream
    {
        private int _seen;

        public long Written { get; private set; }

        public int MostRowsBeforeAWrite { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer) => Note(buffer.Length);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Note(buffer.Length);
            return ValueTask.CompletedTask;
        }

        private void Note(int bytes)
        {
            Written += bytes;
            MostRowsBeforeAWrite = Math.Max(MostRowsBeforeAWrite, read() - _seen);
            _seen = read();
        }
    }
}
