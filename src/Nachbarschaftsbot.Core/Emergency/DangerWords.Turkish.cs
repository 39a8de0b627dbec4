namespace Nachbarschaftsbot.Core.Emergency;

internal static partial class DangerWords
{
    private static class Turkish
    {
        public const string Life = """
            ambulans*; acil durum; acil yardım; nefes alam*; nefes almıyor; nefesi|nefesim kesil*|daralıyor; kalp krizi; felç geçir*; inme geçir*
            bayıldı; bayıldılar; bayıldım .. düş*|kendim*; bayılıyor*; bayılacak*; baygın*; bilinci|bilincini kapalı|yok|kaybet*; kendinde değil; kendine gelmiyor; kendinden geçti
            ölüyor*; ölecek*; çok kan; çok kanıyor|kanaması|kanamam; kan kaybed*; kan durmuyor; kanama; kanaması; kanaması* var; kanamam; kanıyor
            göğsüm|göğsümde|göğsü|göğsünde .. ağrı*|sıkış*|baskı*; göğüs ağrı*; kalbim|kalbi .. sıkış*|ağrı*|duracak
            kaza geçir*|oldu|yaptı; araba|otobüs|kamyon|tramvay|tren çarptı; elektrik çarptı; boğuluyor*; boğazına .. takıldı|kaçtı; hayati tehlike; ağır yaral*; yaralı var; imdat
            nöbet|sara|havale geçir*|nöbeti; düştü .. kalkam*|kımılda*|hareket; düştüm .. kalkam*; yerde yatıyor; hareket etmiyor; uyanmıyor
            doğum sancı*; doğum başladı; doğuruyor*; suyum|suyu geldi; pencereden|balkondan|merdivenden düştü
            """;

        public const string Fire = """
            yangın*; yanıyor*; ev yandı|yanmış; tutuştu; tutuşuyor; duman .. var|geliyor|doldu|kapladı; her yer duman; gaz kokusu|kokuyor|kaçağı
            alev aldı|alıyor|almış|alev; alevler*; patlama; patladı .. tüp|tüpü; tüp|tüpü patladı; itfaiye*
            """;

        public const string Poisoning = """
            zehir*; deterjan|çamaşır|temizlik|kezzap|tuz .. içti|içtim|içmiş|yuttu; ilaç|hap .. içti|yuttu|içtim|içmiş .. çok|fazla|bütün; çok .. ilaç|hap aldı|içti|içtim|aldım|içmiş
            bütün|kutu .. ilaçları|hapları|ilaç|hap içti|içtim|yuttu|yuttum|içmiş; pil .. yuttu|yutmuş; mantar .. zehir*; aşırı doz; karbonmonoksit; çocu*|oğlum|kızım|bebe* .. ilaç|ilacı|hap|hapı yuttu|yutmuş
            """;

        public const string SelfHarm = """
            intihar*; ölmek ist*; ölmeyi düşün*; öleyim; keşke ölsem|ölseydim; ölsem .. daha iyi|kurtul*; yaşamak istemi*; yaşamaktan bıktım; yaşamanın|hayatın|hayatımın .. anlamı .. yok|kalmadı
            kendimi öldür*|asacağım|asmak|asarım|astım|asıcam|yakacağım|yakarım|keseceğim|kesiyorum|kestim|kesmek; kendini öldür*|astı|asmak|asacak|kesiyor|kesti; canıma kıy*; canına kıy*; kendime zarar; kendine zarar; hayatıma son; hayatına son; artık dayanam*; dayanacak gücüm .. kalmadı|yok
            bileklerimi|bileğimi kes*; köprüden|çatıdan|balkondan|pencereden .. atla*|atacağım|atıyorum; kendimi .. atmak|atacağım|atarım|atıcam; canımdan bezdim; bensiz daha iyi*
            """;

        public const string Threat = """
            polis|polisi .. çağır*|ara|arayın|gelsin|lazım; tehdit*; hırsız*; soygun*; soyuldum; soyuldu .. ev*|dükkan*; evim|evimiz|dükkan|dükkanım soyuldu; gasp*
            bıçakladı*; bıçaklan*; bıçaklıyor*; bıçaklı; elinde|eli|cebinde . bıçak|bıçaklı|silah; bıçak|bıçağı|silah çekti|dayadı; bıçak|bıçağı var; silah*; saldır*; ateş etti|ediyor|ediyorlar
            beni|bizi|onu .. takip ed*; adam|biri|birisi .. takip ed*; peşimde; peşimden gel*; öldürecek*; öldürmek ist*; beni öldür*; kaçırıldı*; kaçırılıyor*; çocu*|kızım*|oğlum*|bebeğ* kaçırd*
            eve|evime|evimize|içeri .. hırsız|biri|birisi girdi; evimde .. biri|birisi|yabancı var; kapıyı|kapımı .. zorluyor*|kırıyor*|tekmeliyor*
            çocuğum|çocuk|oğlum|kızım|annem|babam|dedem|ninem|kocam|karım|kardeşim .. kayboldu|kayıp|ortadan
            """;

        public const string ViolenceWomen = """
            kocam|eşim|sevgilim|nişanlım .. döv*|vur*|tehdit*|şiddet*|boğ*; aile|ev içi şiddet; şiddet gör*; tecavüz*; beni döv*; boğazımı sık*; cinsel taciz|saldırı; bana|beni taciz; dayak yi*
            kocamdan|eşimden|sevgilimden|nişanlımdan .. kork*; sığınma evi; kadın sığınma*; zorla evlen*
            """;

        public const string ViolenceMen = "karım|eşim .. döv*|vur*; karımdan kork*; aile|ev içi şiddet";

        public const string ChildInNeed = """
            çocu* .. döv*|istismar*|şiddet*|vur*; babam|annem|üvey .. döv*|vur*; istismar*; çocuk .. dövülüyor; bebeğ*|bebek .. salla*|döv*; evden kaç*
            babamdan|annemden|üvey .. kork*; eve gitmekten|gitmeye kork*; okulda .. zorba*|dövüyorlar
            """;

        public const string ChildAbuse = """
            çocu*|kızım*|oğlum*|öğrenci* .. taciz*|istismar*|tecavüz*|elle*; cinsel istismar*
            babam|üvey|amcam|dayım|dedem|abim|öğretmenim|hocam|antrenörüm .. elliyor|elledi|taciz*|dokunuyor
            """;

        public const string Medical = """
            yüksek ateş*; ateşi|ateşim .. yüksek|düşmüyor|çıktı; çok|şiddetli|dayanılmaz ağrı*; acil doktor; doktor* .. acil; başım .. çok dönüyor; kolum|bacağım|ayağım|kolu|bacağı kırıldı
            """;

        public const string Harmless = """
            lamba|ışık|ışıklar|mum|soba|ocak|kombi|kalorifer|mangal|şömine . yan*; yanıyor . lamba|ışık; canım|içim|gözüm|gözlerim|boğazım|midem yan*; alevi*
            bıçak bile*; bıçak . bile*; yangın söndür*|tüp*|alarm*|merdiven*|dedektör*|tatbikat*; duman dedektör*; gönüllü itfaiye*
            gülmekten|açlıktan|acımdan|sıkıntıdan|meraktan|yorgunluktan|sıcaktan|soğuktan|susuzluktan|uykusuzluktan|heyecandan|utançtan .. öl*|bayıl*; çiçekler*|bitkiler*|çiçeğim|bitkim|ağaç ölüyor*
            *lere|*lara|*ine|*ına|*una|*üne|*ye|*ya|*ğe|*ğa|buna|çok bayıldı*|bayılıyor*; evrak*|işe|işlere|kağıtlara .. boğul*; zehir gibi; fare zehiri|zehri
            acil durum|durumda kişisi|kişi|kişim|numarası|numaraları|çantası|planı|arayabileceğim|aranacak|aranacaklar; acil . değil; acil durum yok|değil
            kazadan|ameliyattan|krizinden|felçten sonra; yıl|ay|hafta önce .. kaza|krizi|felç .. geçir*|oldu|yaptı; instagram|sayfa|sayfamızı|maç|maçı|dizi|diziyi . takip ed*; fırsat|treni|otobüsü|maçı kaçırdı
            gol|topa|kafa|çivi vur*; kan ver*|bağış*; itfaiye istasyon*|müze*|gezi*; heyecandan .. kalbim . dur*; boş silah; su silah*; oyuncak silah*; sinir|gülme krizi
            """;
    }
}
