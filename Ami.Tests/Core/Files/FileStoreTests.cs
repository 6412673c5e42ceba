using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Core.Files;

/// <summary>What holds for every store, wherever it keeps its files.</summary>
[TestClass]
public sealed class FileStoreTests
{
    private static S3Server _s3 = null!;
    private static AzureServer _azure = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => (_s3, _azure) = (await S3Server.Start(), await AzureServer.Start());

    [ClassCleanup]
    public static async Task Stop()
    {
        await _s3.DisposeAsync();
        await _azure.DisposeAsync();
    }

    [TestMethod]
    [DataRow("local")]
    [DataRow("s3")]
    [DataRow("azure")]
    public async Task Put_ThenRead_GivesTheSameBytes(string kind)
    {
        var store = Store(kind);
        var content = RandomNumberGenerator.GetBytes(300_000);
        await Put(store, "avatars/a.png", content);
        (await store.Read(FileKey.Parse("avatars/a.png"))).ShouldBe(content);
        await Put(store, "avatars/a.png", []);
        (await store.Read(FileKey.Parse("avatars/a.png"))).ShouldBe([]);
    }

    [TestMethod]
    [DataRow("local")]
    [DataRow("s3")]
    [DataRow("azure")]
    public async Task OpenAndDelete_NoSuchFile_IsNoError(string kind)
    {
        var store = Store(kind);
        (await store.Open(FileKey.Parse("avatars/none.png"))).ShouldBeNull();
        await store.Delete(FileKey.Parse("avatars/none.png"));
    }

    [TestMethod]
    [DataRow("local")]
    [DataRow("s3")]
    [DataRow("azure")]
    public async Task Delete_StoredFile_IsGone(string kind)
    {
        var store = Store(kind);
        await Put(store, "avatars/gone.png", [1, 2, 3]);
        await store.Delete(FileKey.Parse("avatars/gone.png"));
        (await store.Read(FileKey.Parse("avatars/gone.png"))).ShouldBeNull();
    }

    [TestMethod]
    [DataRow("local")]
    [DataRow("s3")]
    [DataRow("azure")]
    public async Task List_Folder_GivesAllItsKeysAndNoOthers(string kind)
    {
        var store = Store(kind);
        var keys = Enumerable.Range(0, 7).Select(i => $"list/{i}.bin").ToList();
        foreach (var key in keys)
        {
            await Put(store, key, [1]);
        }

        await Put(store, "listed/other.bin", [1]);
        var found = new List<string>();
        await foreach (var key in store.List(FileKey.Parse("list")))
        {
            found.Add(key.Value);
        }

        found.Order().ShouldBe(keys);
        await foreach (var _ in store.List(FileKey.Parse("nowhere")))
        {
            Assert.Fail("There is nothing there.");
        }
    }

    [TestMethod]
    [DataRow("local")]
    [DataRow("s3")]
    [DataRow("azure")]
    public async Task Put_SourceFails_LeavesWhatWasThere(string kind)
    {
        var store = Store(kind);
        await Put(store, "avatars/kept.png", [1, 2, 3]);
        await Should.ThrowAsync<Exception>(() => store.Put(FileKey.Parse("avatars/kept.png"), new FailingStream(100_000)));
        (await store.Read(FileKey.Parse("avatars/kept.png"))).ShouldBe([1, 2, 3]);
        var found = 0;
        await foreach (var _ in store.List(FileKey.Parse("avatars")))
        {
            found++;
        }

        found.ShouldBe(1);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("/etc/passwd")]
    [DataRow("../secrets")]
    [DataRow("a/../b")]
    [DataRow("a//b")]
    [DataRow("a/.part-1")]
    [DataRow("a/b/")]
    [DataRow("A")]
    [DataRow("a b")]
    [DataRow("a\\b")]
    [DataRow("a\n")]
    [DataRow("a%2e")]
    [DataRow("é")]
    [DataRow("a/b/c/d/e/f/g")]
    public void FileKey_NotPlain_IsRefused(string text)
    {
        FileKey.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => FileKey.Parse(text));
    }

    [TestMethod]
    [DataRow("Files:Azure:Container", "Files:Azure:ConnectionString")]
    [DataRow("Files:Azure:Container,Files:S3:Bucket", "in one of them only")]
    [DataRow("", "Files:Folder is not set")]
    public void AddFiles_SettingsThatNameNoStoreOrTwo_SaysWhatToSet(string given, string message)
    {
        var settings = given.Split(',', StringSplitOptions.RemoveEmptyEntries).ToDictionary(name => name, string? (_) => "files");
        using var services = new ServiceCollection().AddFiles(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        Should.Throw<InvalidOperationException>(services.GetRequiredService<FileStore>).Message.ShouldContain(message);
    }

    [TestMethod]
    public async Task Local_StoredFile_IsReadableByItsOwnerOnly()
    {
        var folder = Directory.CreateTempSubdirectory("ami-files-").FullName;
        await Put(new LocalFileStore(folder), "avatars/a.png", [1]);
        File.GetUnixFileMode(Path.Combine(folder, "avatars", "a.png")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [TestMethod]
    public async Task Local_FolderIsAFile_SaysThatItCannotStore()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("ami-files-").FullName, "file");
        await File.WriteAllTextAsync(file, "");
        await Should.ThrowAsync<FileStoreException>(() => Put(new LocalFileStore(file), "avatars/a.png", [1]));
    }

    internal static Task Put(FileStore store, string key, byte[] content) => store.Put(FileKey.Parse(key), new MemoryStream(content));

    private static FileStore Store(string kind)
    {
        var prefix = $"{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}/";
        return kind switch
        {
            "s3" => new S3FileStore(_s3.Options(prefix)),
            "azure" => new AzureFileStore(_azure.Options(prefix)),
            _ => new LocalFileStore(Directory.CreateTempSubdirectory("ami-files-").FullName),
        };
    }

    /// <summary>Knows its length and breaks half-way, as a disk or a network may.</summary>
    private sealed class FailingStream(int length) : MemoryStream(Encoding.ASCII.GetBytes(new string('x', length)))
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            Position >= length / 2 ? throw new IOException("broken") : base.Read(buffer, offset, Math.Min(count, length / 2));

        public override int Read(Span<byte> buffer) =>
            Position >= length / 2 ? throw new IOException("broken") : base.Read(buffer[..Math.Min(buffer.Length, length / 2)]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            Task.FromResult(Read(buffer, offset, count));

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => throw new IOException("broken");
    }
}
