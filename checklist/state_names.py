"""The names of the States in Arabic, Chinese, French, Russian and Spanish.

The first name of each is the short name of the United Nations Terminology Database, as the package
hdx-python-country 4.2.5 of the United Nations Office for the Coordination of Humanitarian Affairs
has it (MIT License, copyright 2016 Michael Rans), taken on 30 November 2026. That of the European
Union, and what people type in place of a name, behind `|`, were written by hand.
"""

# ruff: noqa: RUF001

from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    "fr": """
AFG Afghanistan; ALB Albanie; DZA Algérie; AND Andorre; AGO Angola; ATG Antigua-et-Barbuda; ARG
Argentine; ARM Arménie; AUS Australie; AUT Autriche; AZE Azerbaïdjan; BHS Bahamas; BHR Bahreïn;
BGD Bangladesh; BRB Barbade; BLR Bélarus|Biélorussie; BEL Belgique; BLZ Belize; BEN Bénin; BTN
Bhoutan; BOL Bolivie (État plurinational de)|Bolivie; BIH Bosnie-Herzégovine; BWA Botswana; BRA
Brésil; BRN Brunéi Darussalam|Brunei; BGR Bulgarie; BFA Burkina Faso; BDI Burundi; CPV Cabo
Verde|Cap-Vert; KHM Cambodge; CMR Cameroun; CAN Canada; CAF République
centrafricaine|Centrafrique; TCD Tchad; CHL Chili; CHN Chine; COL Colombie; COM Comores; COG
Congo|République du Congo; COK Îles Cook; CRI Costa Rica; CIV Côte d’Ivoire; HRV Croatie; CUB
Cuba; CYP Chypre; CZE Tchéquie|République tchèque; PRK République populaire démocratique de
Corée|Corée du Nord; COD République démocratique du Congo|RDC|Congo (République démocratique du);
DNK Danemark; DJI Djibouti; DMA Dominique; DOM République dominicaine; ECU Équateur; EGY Égypte;
SLV El Salvador; GNQ Guinée équatoriale; ERI Érythrée; EST Estonie; SWZ Eswatini|Swaziland; ETH
Éthiopie; EUE Union européenne|UE; FJI Fidji; FIN Finlande; FRA France; GAB Gabon; GMB Gambie; GEO
Géorgie; DEU Allemagne; GHA Ghana; GRC Grèce; GRD Grenade; GTM Guatemala; GIN Guinée; GNB
Guinée-Bissau; GUY Guyana; HTI Haïti; VAT Saint-Siège|Vatican; HND Honduras; HUN Hongrie; ISL
Islande; IND Inde; IDN Indonésie; IRN Iran (République islamique d’)|Iran; IRQ Iraq; IRL Irlande;
ISR Israël; ITA Italie; JAM Jamaïque; JPN Japon; JOR Jordanie; KAZ Kazakhstan; KEN Kenya; KIR
Kiribati; KWT Koweït; KGZ Kirghizistan|Kirghizstan; LAO République démocratique populaire
lao|Laos; LVA Lettonie; LBN Liban; LSO Lesotho; LBR Libéria; LBY Libye; LIE Liechtenstein; LTU
Lituanie; LUX Luxembourg; MDG Madagascar; MWI Malawi; MYS Malaisie; MDV Maldives; MLI Mali; MLT
Malte; MHL Îles Marshall; MRT Mauritanie; MUS Maurice; MEX Mexique; FSM Micronésie (États fédérés
de)|Micronésie; MCO Monaco; MNG Mongolie; MNE Monténégro; MAR Maroc; MOZ Mozambique; MMR
Myanmar|Birmanie; NAM Namibie; NRU Naoero|Nauru; NPL Népal; NLD Pays-Bas (Royaume des)|Pays-Bas;
NZL Nouvelle-Zélande; NIC Nicaragua; NER Niger; NGA Nigéria; NIU Nioué; MKD Macédoine du Nord; NOR
Norvège; OMN Oman; PAK Pakistan; PLW Palaos; PAN Panama; PNG Papouasie-Nouvelle-Guinée; PRY
Paraguay; PER Pérou; PHL Philippines; POL Pologne; PRT Portugal; QAT Qatar; KOR République de
Corée|Corée du Sud; MDA République de Moldova|Moldova; ROU Roumanie; RUS Fédération de
Russie|Russie; RWA Rwanda; KNA Saint-Kitts-et-Nevis; LCA Sainte-Lucie; VCT Saint-Vincent-et-les
Grenadines; WSM Samoa; SMR Saint-Marin; STP Sao Tomé-et-Principe; SAU Arabie saoudite; SEN
Sénégal; SRB Serbie; SYC Seychelles; SLE Sierra Leone; SGP Singapour; SVK Slovaquie; SVN Slovénie;
SLB Îles Salomon; SOM Somalie; ZAF Afrique du Sud; SSD Soudan du Sud; ESP Espagne; LKA Sri Lanka;
PSE État de Palestine|Palestine; SDN Soudan; SUR Suriname; SWE Suède; CHE Suisse; SYR République
arabe syrienne|Syrie; TJK Tadjikistan; THA Thaïlande; TLS Timor-Leste|Timor oriental; TGO Togo;
TON Tonga; TTO Trinité-et-Tobago; TUN Tunisie; TUR Türkiye|Turquie; TKM Turkménistan; TUV Tuvalu;
UGA Ouganda; UKR Ukraine; ARE Émirats arabes unis|Émirats; GBR Royaume-Uni de Grande-Bretagne et
d’Irlande du Nord|Royaume-Uni|Grande-Bretagne; TZA République-Unie de Tanzanie|Tanzanie; USA
États-Unis d’Amérique|États-Unis; URY Uruguay; UZB Ouzbékistan; VUT Vanuatu; VEN Venezuela
(République bolivarienne du)|Venezuela; VNM Viet Nam|Vietnam; YEM Yémen; ZMB Zambie; ZWE Zimbabwe
""",
    "es": """
AFG Afganistán; ALB Albania; DZA Argelia; AND Andorra; AGO Angola; ATG Antigua y Barbuda; ARG
Argentina; ARM Armenia; AUS Australia; AUT Austria; AZE Azerbaiyán; BHS Bahamas; BHR
Bahrein|Baréin; BGD Bangladesh|Bangladés; BRB Barbados; BLR Belarús|Bielorrusia; BEL Bélgica; BLZ
Belice; BEN Benin; BTN Bhután|Bután; BOL Bolivia (Estado Plurinacional de)|Bolivia; BIH Bosnia y
Herzegovina|Bosnia-Herzegovina|Bosnia; BWA Botswana|Botsuana; BRA Brasil; BRN Brunei
Darussalam|Brunéi; BGR Bulgaria; BFA Burkina Faso; BDI Burundi; CPV Cabo Verde; KHM Camboya; CMR
Camerún; CAN Canadá; CAF República Centroafricana; TCD Chad; CHL Chile; CHN China; COL Colombia;
COM Comoras; COG Congo|República del Congo; COK Islas Cook; CRI Costa Rica; CIV Côte
d’Ivoire|Costa de Marfil; HRV Croacia; CUB Cuba; CYP Chipre; CZE Chequia|República Checa|Checia;
PRK República Popular Democrática de Corea|Corea del Norte; COD República Democrática del
Congo|RDC; DNK Dinamarca; DJI Djibouti|Yibuti; DMA Dominica; DOM República Dominicana; ECU
Ecuador; EGY Egipto; SLV El Salvador; GNQ Guinea Ecuatorial; ERI Eritrea; EST Estonia; SWZ
Eswatini|Suazilandia|Esuatini; ETH Etiopía; EUE Unión Europea|UE; FJI Fiji|Fiyi; FIN Finlandia;
FRA Francia; GAB Gabón; GMB Gambia; GEO Georgia; DEU Alemania; GHA Ghana; GRC Grecia; GRD Granada;
GTM Guatemala; GIN Guinea; GNB Guinea-Bissau|Guinea-Bisáu; GUY Guyana; HTI Haití; VAT Santa
Sede|Vaticano|Ciudad del Vaticano; HND Honduras; HUN Hungría; ISL Islandia; IND India; IDN
Indonesia; IRN Irán (República Islámica del)|Irán; IRQ Iraq|Irak; IRL Irlanda; ISR Israel; ITA
Italia; JAM Jamaica; JPN Japón; JOR Jordania; KAZ Kazajstán|Kazajistán; KEN Kenya|Kenia; KIR
Kiribati; KWT Kuwait; KGZ Kirguistán|Kirguizistán; LAO República Democrática Popular Lao|Laos; LVA
Letonia; LBN Líbano; LSO Lesotho|Lesoto; LBR Liberia; LBY Libia; LIE Liechtenstein; LTU Lituania;
LUX Luxemburgo; MDG Madagascar; MWI Malawi|Malaui; MYS Malasia; MDV Maldivas|Islas Maldivas; MLI
Malí; MLT Malta; MHL Islas Marshall; MRT Mauritania; MUS Mauricio; MEX México|Méjico; FSM
Micronesia (Estados Federados de)|Micronesia; MCO Mónaco; MNG Mongolia; MNE Montenegro; MAR
Marruecos; MOZ Mozambique; MMR Myanmar|Birmania; NAM Namibia; NRU Naoero|Nauru; NPL Nepal; NLD
Países Bajos (Reino de los)|Países Bajos|Holanda; NZL Nueva Zelandia|Nueva Zelanda; NIC Nicaragua;
NER Níger; NGA Nigeria; NIU Niue; MKD Macedonia del Norte; NOR Noruega; OMN Omán; PAK Pakistán;
PLW Palau|Palaos; PAN Panamá; PNG Papua Nueva Guinea; PRY Paraguay; PER Perú; PHL Filipinas; POL
Polonia; PRT Portugal; QAT Qatar|Catar; KOR República de Corea|Corea del Sur; MDA República de
Moldova|Moldova|Moldavia; ROU Rumania; RUS Federación de Rusia|Rusia; RWA Rwanda|Ruanda; KNA Saint
Kitts y Nevis|San Cristóbal y Nieves; LCA Santa Lucía; VCT San Vicente y las Granadinas; WSM
Samoa; SMR San Marino; STP Santo Tomé y Príncipe; SAU Arabia Saudita|Arabia Saudí; SEN Senegal;
SRB Serbia; SYC Seychelles|Islas Seychelles; SLE Sierra Leona; SGP Singapur; SVK Eslovaquia; SVN
Eslovenia; SLB Islas Salomón; SOM Somalia; ZAF Sudáfrica; SSD Sudán del Sur; ESP España; LKA Sri
Lanka; PSE Estado de Palestina|Palestina; SDN Sudán; SUR Suriname|Surinam; SWE Suecia; CHE Suiza;
SYR República Árabe Siria|Siria; TJK Tayikistán; THA Tailandia; TLS Timor-Leste|Timor Oriental;
TGO Togo; TON Tonga; TTO Trinidad y Tabago|Trinidad y Tobago; TUN Túnez; TUR Türkiye|Turquía; TKM
Turkmenistán; TUV Tuvalu; UGA Uganda; UKR Ucrania; ARE Emiratos Árabes Unidos|Emiratos|EAU; GBR
Reino Unido de Gran Bretaña e Irlanda del Norte|Reino Unido|Gran Bretaña; TZA República Unida de
Tanzanía|Tanzanía; USA Estados Unidos de América|Estados Unidos|EE. UU.|EEUU; URY Uruguay; UZB
Uzbekistán; VUT Vanuatu; VEN Venezuela (República Bolivariana de)|Venezuela; VNM Viet Nam|Vietnam;
YEM Yemen; ZMB Zambia; ZWE Zimbabwe|Zimbabue
""",
    "ru": """
AFG Афганистан; ALB Албания; DZA Алжир; AND Андорра; AGO Ангола; ATG Антигуа и Барбуда; ARG
Аргентина; ARM Армения|Республика Армения; AUS Австралия; AUT Австрия; AZE
Азербайджан|Азербайджанская Республика; BHS Багамские Острова|Багамы; BHR Бахрейн; BGD Бангладеш;
BRB Барбадос; BLR Беларусь|Белоруссия|Республика Беларусь; BEL Бельгия; BLZ Белиз; BEN Бенин; BTN
Бутан; BOL Боливия (Многонациональное Государство)|Боливия; BIH Босния и Герцеговина; BWA Ботсвана;
BRA Бразилия; BRN Бруней-Даруссалам|Бруней; BGR Болгария; BFA Буркина-Фасо; BDI Бурунди; CPV
Кабо-Верде; KHM Камбоджа; CMR Камерун; CAN Канада; CAF Центральноафриканская Республика|ЦАР; TCD
Чад; CHL Чили; CHN Китай|КНР; COL Колумбия; COM Коморские Острова|Коморы; COG Конго|Республика
Конго; COK Острова Кука; CRI Коста-Рика; CIV Кот-д’Ивуар; HRV Хорватия; CUB Куба; CYP Кипр; CZE
Чехия|Чешская Республика; PRK Корейская Народно-Демократическая Республика|Северная Корея|КНДР; COD
Демократическая Республика Конго|ДРК|ДР Конго; DNK Дания; DJI Джибути; DMA Доминика; DOM
Доминиканская Республика; ECU Эквадор; EGY Египет; SLV Сальвадор; GNQ Экваториальная Гвинея; ERI
Эритрея; EST Эстония; SWZ Эсватини|Свазиленд; ETH Эфиопия; EUE Европейский союз|ЕС; FJI Фиджи; FIN
Финляндия; FRA Франция; GAB Габон; GMB Гамбия; GEO Грузия; DEU Германия|ФРГ; GHA Гана; GRC Греция;
GRD Гренада; GTM Гватемала; GIN Гвинея; GNB Гвинея-Бисау; GUY Гайана; HTI Гаити; VAT Святой
Престол|Ватикан; HND Гондурас; HUN Венгрия; ISL Исландия; IND Индия; IDN Индонезия; IRN Иран
(Исламская Республика)|Иран; IRQ Ирак; IRL Ирландия; ISR Израиль; ITA Италия; JAM Ямайка; JPN
Япония; JOR Иордания; KAZ Казахстан|Республика Казахстан; KEN Кения; KIR Кирибати; KWT Кувейт; KGZ
Кыргызстан|Киргизия|Кыргызская Республика; LAO Лаосская Народно-Демократическая Республика|Лаос; LVA
Латвия; LBN Ливан; LSO Лесото; LBR Либерия; LBY Ливия; LIE Лихтенштейн; LTU Литва; LUX Люксембург;
MDG Мадагаскар; MWI Малави; MYS Малайзия; MDV Мальдивские Острова|Мальдивы; MLI Мали; MLT Мальта;
MHL Маршалловы Острова; MRT Мавритания; MUS Маврикий; MEX Мексика; FSM Микронезия (Федеративные
Штаты)|Микронезия; MCO Монако; MNG Монголия; MNE Черногория; MAR Марокко; MOZ Мозамбик; MMR
Мьянма|Бирма; NAM Намибия; NRU Наоэро|Науру; NPL Непал; NLD Нидерланды
(Королевство)|Нидерланды|Голландия; NZL Новая Зеландия; NIC Никарагуа; NER Нигер; NGA Нигерия; NIU
Ниуэ; MKD Северная Македония; NOR Норвегия; OMN Оман; PAK Пакистан; PLW Палау; PAN Панама; PNG Папуа
— Новая Гвинея; PRY Парагвай; PER Перу; PHL Филиппины; POL Польша; PRT Португалия; QAT Катар; KOR
Республика Корея|Южная Корея; MDA Республика Молдова|Молдова|Молдавия; ROU Румыния; RUS Российская
Федерация|Россия|РФ; RWA Руанда; KNA Сент-Китс и Невис; LCA Сент-Люсия; VCT Сент-Винсент и
Гренадины; WSM Самоа; SMR Сан-Марино; STP Сан-Томе и Принсипи; SAU Саудовская Аравия; SEN Сенегал;
SRB Сербия; SYC Сейшельские Острова|Сейшелы; SLE Сьерра-Леоне; SGP Сингапур; SVK Словакия; SVN
Словения; SLB Соломоновы Острова; SOM Сомали; ZAF Южная Африка|ЮАР|Южно-Африканская Республика; SSD
Южный Судан; ESP Испания; LKA Шри-Ланка; PSE Государство Палестина|Палестина; SDN Судан; SUR
Суринам; SWE Швеция; CHE Швейцария; SYR Сирийская Арабская Республика|Сирия; TJK
Таджикистан|Республика Таджикистан; THA Таиланд; TLS Тимор-Лешти|Восточный Тимор; TGO Того; TON
Тонга; TTO Тринидад и Тобаго; TUN Тунис; TUR Турция|Турецкая Республика; TKM Туркменистан|Туркмения;
TUV Тувалу; UGA Уганда; UKR Украина; ARE Объединенные Арабские Эмираты|ОАЭ; GBR Соединенное
Королевство Великобритании и Северной Ирландии|Великобритания|Соединенное Королевство; TZA
Объединенная Республика Танзания|Танзания; USA Соединенные Штаты Америки|США|Соединенные Штаты; URY
Уругвай; UZB Узбекистан|Республика Узбекистан; VUT Вануату; VEN Венесуэла (Боливарианская
Республика)|Венесуэла; VNM Вьетнам; YEM Йемен; ZMB Замбия; ZWE Зимбабве
""",
    "zh": """
AFG 阿富汗; ALB 阿尔巴尼亚; DZA 阿尔及利亚; AND 安道尔; AGO 安哥拉; ATG
安提瓜和巴布达; ARG 阿根廷; ARM 亚美尼亚; AUS 澳大利亚; AUT 奥地利; AZE 阿塞拜疆;
BHS 巴哈马; BHR 巴林; BGD 孟加拉国; BRB 巴巴多斯; BLR 白俄罗斯; BEL 比利时;
BLZ 伯利兹; BEN 贝宁; BTN 不丹; BOL 多民族玻利维亚国|玻利维亚; BIH
波斯尼亚和黑塞哥维那; BWA 博茨瓦纳; BRA 巴西; BRN 文莱达鲁萨兰国|文莱; BGR 保加利亚;
BFA 布基纳法索; BDI 布隆迪; CPV 佛得角; KHM 柬埔寨; CMR 喀麦隆; CAN 加拿大;
CAF 中非共和国|中非; TCD 乍得; CHL 智利; CHN 中国; COL 哥伦比亚; COM 科摩罗;
COG 刚果|刚果（布）|刚果共和国; COK 库克群岛; CRI 哥斯达黎加; CIV 科特迪瓦; HRV
克罗地亚; CUB 古巴; CYP 塞浦路斯; CZE 捷克|捷克共和国; PRK
朝鲜民主主义人民共和国|朝鲜; COD 刚果民主共和国|刚果（金）; DNK 丹麦; DJI 吉布提; DMA
多米尼克; DOM 多米尼加共和国; ECU 厄瓜多尔; EGY 埃及; SLV 萨尔瓦多; GNQ
赤道几内亚; ERI 厄立特里亚; EST 爱沙尼亚; SWZ 斯威士兰|斯威士兰王国; ETH 埃塞俄比亚;
EUE 欧洲联盟|欧盟; FJI 斐济; FIN 芬兰; FRA 法国; GAB 加蓬; GMB 冈比亚;
GEO 格鲁吉亚; DEU 德国; GHA 加纳; GRC 希腊; GRD 格林纳达; GTM 危地马拉;
GIN 几内亚; GNB 几内亚比绍; GUY 圭亚那; HTI 海地; VAT 罗马教廷|梵蒂冈; HND
洪都拉斯; HUN 匈牙利; ISL 冰岛; IND 印度; IDN 印度尼西亚; IRN
伊朗伊斯兰共和国|伊朗; IRQ 伊拉克; IRL 爱尔兰; ISR 以色列; ITA 意大利; JAM
牙买加; JPN 日本; JOR 约旦; KAZ 哈萨克斯坦; KEN 肯尼亚; KIR 基里巴斯; KWT
科威特; KGZ 吉尔吉斯斯坦; LAO 老挝人民民主共和国|老挝; LVA 拉脱维亚; LBN 黎巴嫩;
LSO 莱索托; LBR 利比里亚; LBY 利比亚; LIE 列支敦士登; LTU 立陶宛; LUX 卢森堡;
MDG 马达加斯加; MWI 马拉维; MYS 马来西亚; MDV 马尔代夫; MLI 马里; MLT 马耳他;
MHL 马绍尔群岛; MRT 毛里塔尼亚; MUS 毛里求斯; MEX 墨西哥; FSM
密克罗尼西亚联邦|密克罗尼西亚; MCO 摩纳哥; MNG 蒙古; MNE 黑山; MAR 摩洛哥; MOZ
莫桑比克; MMR 缅甸; NAM 纳米比亚; NRU 瑙鲁; NPL 尼泊尔; NLD 荷兰王国|荷兰;
NZL 新西兰; NIC 尼加拉瓜; NER 尼日尔; NGA 尼日利亚; NIU 纽埃; MKD 北马其顿;
NOR 挪威; OMN 阿曼; PAK 巴基斯坦; PLW 帕劳; PAN 巴拿马; PNG 巴布亚新几内亚;
PRY 巴拉圭; PER 秘鲁; PHL 菲律宾; POL 波兰; PRT 葡萄牙; QAT 卡塔尔; KOR
大韩民国|韩国; MDA 摩尔多瓦共和国|摩尔多瓦; ROU 罗马尼亚; RUS 俄罗斯联邦|俄罗斯; RWA
卢旺达; KNA 圣基茨和尼维斯; LCA 圣卢西亚; VCT 圣文森特和格林纳丁斯; WSM 萨摩亚; SMR
圣马力诺; STP 圣多美和普林西比; SAU 沙特阿拉伯|沙特; SEN 塞内加尔; SRB 塞尔维亚;
SYC 塞舌尔; SLE 塞拉利昂; SGP 新加坡; SVK 斯洛伐克; SVN 斯洛文尼亚; SLB
所罗门群岛; SOM 索马里; ZAF 南非; SSD 南苏丹; ESP 西班牙; LKA 斯里兰卡; PSE
巴勒斯坦国|巴勒斯坦; SDN 苏丹; SUR 苏里南; SWE 瑞典; CHE 瑞士; SYR
阿拉伯叙利亚共和国|叙利亚; TJK 塔吉克斯坦; THA 泰国; TLS 东帝汶; TGO 多哥; TON
汤加; TTO 特立尼达和多巴哥; TUN 突尼斯; TUR 土耳其; TKM 土库曼斯坦; TUV 图瓦卢;
UGA 乌干达; UKR 乌克兰; ARE 阿拉伯联合酋长国|阿联酋; GBR
大不列颠及北爱尔兰联合王国|英国|联合王国; TZA 坦桑尼亚联合共和国|坦桑尼亚; USA
美利坚合众国|美国; URY 乌拉圭; UZB 乌兹别克斯坦; VUT 瓦努阿图; VEN
委内瑞拉玻利瓦尔共和国|委内瑞拉; VNM 越南; YEM 也门; ZMB 赞比亚; ZWE 津巴布韦
""",
    "ar": """
AFG أفغانستان; ALB ألبانيا; DZA الجزائر|الجمهورية الجزائرية الديمقراطية الشعبية; AND أندورا; AGO
أنغولا; ATG أنتيغوا وبربودا; ARG الأرجنتين; ARM أرمينيا; AUS أستراليا; AUT النمسا; AZE أذربيجان;
BHS جزر البهاما; BHR البحرين|مملكة البحرين; BGD بنغلاديش; BRB بربادوس; BLR بيلاروس; BEL بلجيكا;
BLZ بليز; BEN بنن; BTN بوتان; BOL بوليفيا (دولة - المتعددة القوميات)|بوليفيا; BIH البوسنة والهرسك;
BWA بوتسوانا; BRA البرازيل; BRN بروني دار السلام|بروناي; BGR بلغاريا; BFA بوركينا فاسو; BDI
بوروندي; CPV كابو فيردي|الرأس الأخضر; KHM كمبوديا; CMR الكاميرون; CAN كندا; CAF جمهورية أفريقيا
الوسطى; TCD تشاد; CHL شيلي; CHN الصين; COL كولومبيا; COM جزر القمر|اتحاد جزر القمر; COG
الكونغو|جمهورية الكونغو; COK جزر كوك; CRI كوستاريكا; CIV كوت ديفوار|ساحل العاج; HRV كرواتيا; CUB
كوبا; CYP قبرص; CZE تشيكيا|الجمهورية التشيكية|التشيك; PRK جمهورية كوريا الشعبية الديمقراطية|كوريا
الشمالية; COD جمهورية الكونغو الديمقراطية|الكونغو الديمقراطية; DNK الدانمرك|الدنمارك; DJI
جيبوتي|جمهورية جيبوتي; DMA دومينيكا; DOM الجمهورية الدومينيكية; ECU إكوادور; EGY مصر|جمهورية مصر
العربية; SLV السلفادور; GNQ غينيا الاستوائية; ERI إريتريا; EST إستونيا; SWZ إسواتيني|سوازيلند; ETH
إثيوبيا; EUE الاتحاد الأوروبي; FJI فيجي; FIN فنلندا; FRA فرنسا; GAB غابون; GMB غامبيا; GEO جورجيا;
DEU ألمانيا; GHA غانا; GRC اليونان; GRD غرينادا; GTM غواتيمالا; GIN غينيا; GNB غينيا - بيساو; GUY
غيانا; HTI هايتي; VAT الكرسي الرسولي|الفاتيكان; HND هندوراس; HUN هنغاريا|المجر; ISL آيسلندا; IND
الهند; IDN إندونيسيا; IRN إيران (جمهورية - الإسلامية)|إيران; IRQ العراق|جمهورية العراق; IRL
أيرلندا; ISR إسرائيل; ITA إيطاليا; JAM جامايكا; JPN اليابان; JOR الأردن|المملكة الأردنية الهاشمية;
KAZ كازاخستان; KEN كينيا; KIR كيريباس; KWT الكويت|دولة الكويت; KGZ قيرغيزستان; LAO جمهورية لاو
الديمقراطية الشعبية|لاوس; LVA لاتفيا; LBN لبنان|الجمهورية اللبنانية; LSO ليسوتو; LBR ليبريا; LBY
ليبيا|دولة ليبيا; LIE ليختنشتاين; LTU ليتوانيا; LUX لكسمبرغ; MDG مدغشقر; MWI ملاوي; MYS ماليزيا;
MDV ملديف; MLI مالي; MLT مالطة; MHL جزر مارشال; MRT موريتانيا|الجمهورية الإسلامية الموريتانية; MUS
موريشيوس; MEX المكسيك; FSM ميكرونيزيا (ولايات - الموحدة)|ميكرونيزيا; MCO موناكو; MNG منغوليا; MNE
الجبل الأسود; MAR المغرب|المملكة المغربية; MOZ موزامبيق; MMR ميانمار; NAM ناميبيا; NRU
ناويرو|ناورو; NPL نيبال; NLD هولندا (مملكة)|هولندا; NZL نيوزيلندا; NIC نيكاراغوا; NER النيجر; NGA
نيجيريا; NIU نيوي; MKD مقدونيا الشمالية; NOR النرويج; OMN عمان|سلطنة عمان; PAK باكستان; PLW بالاو;
PAN بنما; PNG بابوا غينيا الجديدة; PRY باراغواي; PER بيرو; PHL الفلبين; POL بولندا; PRT البرتغال;
QAT قطر|دولة قطر; KOR جمهورية كوريا|كوريا الجنوبية; MDA جمهورية مولدوفا|مولدوفا; ROU رومانيا; RUS
الاتحاد الروسي|روسيا; RWA رواندا; KNA سانت كيتس ونيفس; LCA سانت لوسيا; VCT سانت فنسنت وجزر
غرينادين; WSM ساموا; SMR سان مارينو; STP سان تومي وبرينسيبي; SAU المملكة العربية
السعودية|السعودية|العربية السعودية; SEN السنغال; SRB صربيا; SYC سيشيل; SLE سيراليون; SGP سنغافورة;
SVK سلوفاكيا; SVN سلوفينيا; SLB جزر سليمان; SOM الصومال|جمهورية الصومال الاتحادية|جمهورية الصومال
الفيدرالية; ZAF جنوب أفريقيا; SSD جنوب السودان|جمهورية جنوب السودان; ESP إسبانيا; LKA سري لانكا;
PSE دولة فلسطين|فلسطين; SDN السودان|جمهورية السودان; SUR سورينام; SWE السويد; CHE سويسرا; SYR
الجمهورية العربية السورية|سوريا|سورية; TJK طاجيكستان; THA تايلند; TLS تيمور-ليشتي|تيمور الشرقية;
TGO توغو; TON تونغا; TTO ترينيداد وتوباغو; TUN تونس|الجمهورية التونسية; TUR تركيا; TKM تركمانستان;
TUV توفالو; UGA أوغندا; UKR أوكرانيا; ARE الإمارات العربية المتحدة|الإمارات|دولة الإمارات العربية
المتحدة|دولة الإمارات; GBR المملكة المتحدة لبريطانيا العظمى وأيرلندا الشمالية|المملكة
المتحدة|بريطانيا; TZA جمهورية تنزانيا المتحدة|تنزانيا; USA الولايات المتحدة الأمريكية|الولايات
المتحدة|أمريكا; URY أوروغواي; UZB أوزبكستان; VUT فانواتو; VEN فنزويلا (جمهورية -
البوليفارية)|فنزويلا; VNM فييت نام|فيتنام; YEM اليمن|الجمهورية اليمنية|جمهورية اليمن; ZMB زامبيا;
ZWE زمبابوي
""",
}
"""By language: the code and the names of each State, with a semicolon between two States."""
