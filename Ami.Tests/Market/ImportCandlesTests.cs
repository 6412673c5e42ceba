using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Market;
using Ami.Modules.Market.Features;
using Ami.Modules.Market.Import;
using Ami.Modules.Operations.Features;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Ami.Tests.Market;

/// <summary>Importing candles from an uploaded file: the API takes it, a silo does it, whoever asked follows it.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class ImportCandlesTests
{
    private static readonly string Files = Directory.CreateTempSubdirectory("ami-imports-").FullName;
    private static ApiHost _api = null!;
    private static MarketHarness _silo = null!;
    private static SignedIn _admin = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _)
    {
        _api = await ApiHost.Start(new Dictionary<string, string?> { ["Files:Folder"] = Files });
        _silo = await MarketHarness.Create(
            services =>
                services
                    .AddSingleton<FileStore>(new LocalFileStore(Files))
                    .AddSingleton(new LongJobOptions())
                    .AddSingleton<LongJobStore>()
                    .AddSingleton<LongJobWorker>(),
            _api.Database,
            clock: TimeProvider.System
        );
        _admin = await _api.SignUpStaff(Roles.Admin);
    }

    [ClassCleanup]
    public static async Task Stop()
    {
        await _silo.DisposeAsync();
        await _api.DisposeAsync();
        Directory.Delete(Files, recursive: true);
    }

    [TestMethod]
    public async Task Import_FileWithGap_IsDoneReportedAndAudited()
    {
        var lines = Lines(100);
        lines.RemoveRange(40, 3);
        using var started = await Upload("?symbol=upusdt&interval=1h", lines);
        started.StatusCode.ShouldBe(HttpStatusCode.Accepted, await started.Content.ReadAsStringAsync());
        var job = await Job(started);
        (job.State, job.Subject, job.Kind).ShouldBe((LongJobState.Queued, "UPUSDT 1h", "market.import-candles"));
        await Work();

        job = await Follow(job.Id);
        (job.State, job.Error).ShouldBe((LongJobState.Succeeded, null));
        job.File.ShouldBe(new LongJobFile("import-report.txt", "text/plain; charset=utf-8"));
        var report = await _admin.Client.GetFromJsonAsync<ImportedCandles>($"/api/admin/market/imports/{job.Id}");
        report.ShouldNotBeNull();
        (report.Symbol, report.Rows, report.Inserted, report.Gaps, report.Missing, report.FirstGaps[0].Missing, report.BadLines).ShouldBe(
            ("UPUSDT", 97, 97, 1, 3, 3, 0)
        );
        (await _admin.Client.GetStringAsync($"/api/me/jobs/{job.Id}/file")).ShouldContain("1 gap, 3 bars missing");
        (await _silo.Count("select count(*) from market.candles c join market.symbols s on s.id = c.symbol_id where s.symbol = 'UPUSDT'")).ShouldBe(97);
        (
            await _silo.Count(
                $"select count(*) from core.audit_entries where subject_id = 'UPUSDT' and actor_id = '{_admin.UserId}' and action in ('market.import-requested', 'market.candles-imported')"
            )
        ).ShouldBe(2);
        (await _admin.Client.Get<Page<ListLongJobs.StaffJobView>>("/api/admin/long-jobs?kind=market.import-candles")).Items.ShouldContain(one =>
            one.Job.Job.Id == job.Id && one.Owner == _admin.Email
        );
    }

    [TestMethod]
    public async Task Import_SameKey_IsOneJobAndAnotherFileIsRefused()
    {
        using var first = await Upload("?symbol=ONCE&interval=1h", Lines(5), "once");
        using var again = await Upload("?symbol=ONCE&interval=1h", Lines(5), "once");
        (await Job(again)).Id.ShouldBe((await Job(first)).Id);
        again.Headers.GetValues(Idempotency.ReplayedHeader).ShouldBe(["true"]);
        using var other = await Upload("?symbol=ONCE&interval=1h", Lines(6), "once");
        other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await _silo.Count("select count(*) from core.long_jobs where subject = 'ONCE 1h'")).ShouldBe(1);
        Directory
            .EnumerateFiles(Path.Combine(Files, "long-jobs"), "input", SearchOption.AllDirectories)
            .Count(file => new FileInfo(file).Length == Content(Lines(6)).Length)
            .ShouldBe(0);
        await Work();
    }

    [TestMethod]
    public async Task Import_WrongLines_FailsWithTheirNumbersAndImportsNothing()
    {
        using var started = await Upload("?symbol=WRONG&interval=1h", [.. Lines(5), "2024-02-01 20:00:00,1,2,3,1,1\n"]);
        var job = await Job(started);
        await Work();
        job = await Follow(job.Id);
        (job.State, job.Error?.Code).ShouldBe((LongJobState.Failed, "market.import_refused"));
        job.Error!.Message.ShouldContain("line 7: high is below low");
        (await _silo.Count("select count(*) from market.symbols where symbol = 'WRONG'")).ShouldBe(0);
    }

    [TestMethod]
    public async Task Import_CancelledWhileItReads_ImportsNothing()
    {
        using var started = await Upload("?symbol=STOPPED&interval=1h", Lines(5));
        var job = await Job(started);
        using var source = NpgsqlDataSource.Create(_api.Database.App);
        using (
            _silo
                .Get<LiveBus>()
                .Subscribe(
                    LongJobPush.ChannelOf(_admin.UserId),
                    _ =>
                    {
                        using var cancel = source.CreateCommand(
                            $"update core.long_jobs set cancel_requested = true where id = '{job.Id}' and state = 'running'"
                        );
                        cancel.ExecuteNonQuery();
                    }
                )
        )
        {
            await Work();
        }

        (await Follow(job.Id)).State.ShouldBe(LongJobState.Cancelled);
        (await _silo.Count("select count(*) from market.symbols where symbol = 'STOPPED'")).ShouldBe(0);
    }

    [TestMethod]
    public async Task Import_CutOffAfterItsCommit_IsNotDoneAgainAndKeepsItsReport()
    {
        using var started = await Upload("?symbol=CUTOFF&interval=1h", Lines(5));
        var job = await Job(started);
        await Work();
        await _silo.Execute(
            $"update core.long_jobs set state = 'queued', result = null, ended_at = null, expires_at = null, due_at = now() where id = '{job.Id}'"
        );
        await Work();
        var report = await _admin.Client.GetFromJsonAsync<ImportedCandles>($"/api/admin/market/imports/{job.Id}");
        report.ShouldNotBeNull().Inserted.ShouldBe(5);
        (await _silo.Count("select count(*) from core.audit_entries where action = 'market.candles-imported' and subject_id = 'CUTOFF'")).ShouldBe(1);
    }

    [TestMethod]
    [DataRow("?symbol=UP&interval=7h", "market.interval_unknown")]
    [DataRow("?interval=1h", "symbol.malformed")]
    [DataRow("?symbol=UP&interval=1h&layout=upside-down", "market.layout_unknown")]
    [DataRow("?symbol=UP&interval=1h&class=art", "market.class_unknown")]
    [DataRow("?symbol=UP&interval=1h&currency=XXX", "currency.unknown")]
    [DataRow("?symbol=UP&interval=1h&map=colour%3Dred", "market.map_malformed")]
    [DataRow("?symbol=UP&interval=1h", "market.file_missing")]
    public async Task Import_TermsAreWrong_IsRefusedAtOnce(string query, string code)
    {
        using var refused = await Send(query, new ByteArrayContent([]), null);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync()).ShouldContain($"\"{code}\"");
    }

    [TestMethod]
    public async Task Import_DatesAreAmbiguous_FailsSoAndIsDoneWithAMapping()
    {
        string[] lines = ["Date,Open,High,Low,Close\n", "01/02/2024,1,2,1,2\n", "02/02/2024,1,2,1,2\n"];
        using var first = await Send("?symbol=ASKED&interval=1d", new ByteArrayContent(Encoding.UTF8.GetBytes(string.Concat(lines))), null);
        var asked = await Job(first);
        await Work();
        (await Follow(asked.Id)).Error?.Code.ShouldBe("market.import_ambiguous");
        using var second = await Send("?symbol=ASKED&interval=1d&map=dates%3Ddmy", new ByteArrayContent(Encoding.UTF8.GetBytes(string.Concat(lines))), null);
        var done = await Job(second);
        await Work();
        var report = await _admin.Client.GetFromJsonAsync<ImportedCandles>($"/api/admin/market/imports/{done.Id}");
        report.ShouldNotBeNull().First.ShouldBe(new DateTimeOffset(2024, 2, 1, 0, 0, 0, TimeSpan.Zero));
        report.Recognised.ShouldNotBeNull().Select(seen => seen.Code).ShouldContain("time.order_mapped");
    }

    [TestMethod]
    public async Task Import_AnotherKindOfBody_IsNotToldToSendJson()
    {
        using var content = new ByteArrayContent([1]) { Headers = { ContentType = new MediaTypeHeaderValue("image/gif") } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/admin/market/imports?symbol=UP&interval=1h") { Content = content };
        request.Headers.Add(Idempotency.Header, "gif");
        using var refused = await _admin.Client.SendAsync(request);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await refused.Content.ReadAsStringAsync()).ShouldNotContain("application/json");
    }

    [TestMethod]
    public async Task Import_FileTooLarge_IsRefused()
    {
        using var refused = await Send("?symbol=BIG&interval=1h", new ByteArrayContent(new byte[CandleFileBody.MostBytes + 1]), null);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("market.file_too_large");
    }

    private static async Task Work()
    {
        var worker = _silo.Get<LongJobWorker>();
        var run = new JobRun("test", NullLogger.Instance);
        await worker.Turn(run, CancellationToken.None);
        await worker.Idle;
        run.Items.ShouldBePositive();
    }

    private static Task<HttpResponseMessage> Upload(string query, IEnumerable<string> lines, string? key = null) =>
        Send(query, new ByteArrayContent(Content(lines)), key);

    private static async Task<HttpResponseMessage> Send(string query, HttpContent content, string? key)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/admin/market/imports" + query) { Content = content };
        request.Headers.Add(Idempotency.Header, key ?? Guid.CreateVersion7().ToString());
        return await _admin.Client.SendAsync(request);
    }

    private static async Task<LongJobView> Job(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<LongJobView>(LongJobRow.Json)).ShouldNotBeNull();

    private static async Task<LongJobView> Follow(Guid id) =>
        (await _admin.Client.GetFromJsonAsync<LongJobView>($"/api/me/jobs/{id}", LongJobRow.Json)).ShouldNotBeNull();

    private static byte[] Content(IEnumerable<string> lines) => Encoding.UTF8.GetBytes("open_time,open,high,low,close,volume\n" + string.Concat(lines));

    private static List<string> Lines(int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{new DateTimeOffset(2024, 2, 1, 0, 0, 0, TimeSpan.Zero).AddHours(i):yyyy-MM-dd HH:mm:ss},{100 + i}.25,{101 + i}.5,{99 + i},{100 + i}.75,1.125\n"
                    )
                ),
        ];
}
